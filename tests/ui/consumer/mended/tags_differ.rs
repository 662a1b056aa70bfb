use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) -> PongMessage {
        PongMessage
    }
}

fn main() {}
