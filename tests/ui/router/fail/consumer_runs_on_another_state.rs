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

#[derive(Default)]
struct Stateful;

#[consumer(public, state = String)]
impl Stateful {}

fn routing() -> Router<()> {
    router![path("ws/", Stateful)]
}

fn main() {
    routing();
}
