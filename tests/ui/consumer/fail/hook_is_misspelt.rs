use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) {}

    async fn disconnect(self) {}

    async fn post_auth(&mut self) {}
}

fn main() {}
