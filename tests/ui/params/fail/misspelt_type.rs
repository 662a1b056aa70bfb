use chanx::prelude::*;

#[params]
struct RoomPath {
    room: Strin,
}

fn main() {}
