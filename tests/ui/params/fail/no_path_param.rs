use chanx::prelude::*;

struct Colour;

#[params]
struct RoomPath {
    room: String,
    colour: Colour,
}

fn main() {}
