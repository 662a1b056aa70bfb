use chanx::prelude::*;

#[params]
struct RoomPath {
    room_id: Uuid,
    floor: u32,
}

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, params = RoomPath)]
impl RoomConsumer {}

#[derive(Default)]
struct LobbyConsumer;

#[consumer(public)]
impl LobbyConsumer {}

struct Plain;

fn routing() -> Router<()> {
    router![path("ws/", Plain)]
}

fn main() {
    routing();
}
