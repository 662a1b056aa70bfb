use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(group, camelize)]
impl RoomConsumer {
    #[ws_handler]
    fn chat(&mut self, _: ChatMessage) {}

    #[ws_handler]
    async fn pong(&mut self, _: &PongMessage) {}

    async fn disconnected(&mut self) {}
}

fn main() {}
