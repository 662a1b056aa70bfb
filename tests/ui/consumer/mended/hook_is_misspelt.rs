use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) {}

    async fn disconnected(self) {}

    async fn post_authentication(&mut self) {}
}

fn main() {}
