use chanx::prelude::*;

#[params]
enum RoomPath {
    Room,
}

fn main() {}
