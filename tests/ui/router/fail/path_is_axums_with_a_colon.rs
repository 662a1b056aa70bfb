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

fn routing() -> Router<()> {
    router![path("ws/:room_id/<int:floor>/", RoomConsumer), path("files/*rest", LobbyConsumer)]
}

fn main() {
    routing();
}
