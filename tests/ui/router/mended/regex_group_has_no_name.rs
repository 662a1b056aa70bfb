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
    router![re_path(r"^ws/(?<room_id>[0-9a-f-]+)/(?<floor>[0-9]+)/$", RoomConsumer)]
}

fn main() {
    routing();
}
