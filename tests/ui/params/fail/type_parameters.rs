use chanx::prelude::*;

#[params]
struct RoomPath<T> {
    room: T,
}

fn main() {}
