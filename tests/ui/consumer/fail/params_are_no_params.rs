use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

struct RoomPath;

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
