use chanx::prelude::*;

#[params]
struct RoomPath(String);

fn main() {}
