use chanx::prelude::*;

#[params(path = "ws/<room>/")]
struct RoomPath {
    room: String,
}

fn main() {}
