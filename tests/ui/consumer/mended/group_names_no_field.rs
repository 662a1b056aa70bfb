use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[params]
struct RoomPath {
    room_id: Uuid,
    floor: u32,
}

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, params = RoomPath, groups("room_{room_id}"))]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) -> PongMessage {
        PongMessage
    }
}

fn main() {}
