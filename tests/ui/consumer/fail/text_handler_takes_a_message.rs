use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[text_handler]
    async fn text(&mut self, _: ChatMessage) {}
}

fn main() {}
