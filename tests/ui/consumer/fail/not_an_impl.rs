use chanx::prelude::*;

#[consumer(public)]
struct RoomConsumer;

fn main() {}
