use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: String) {}

    #[ws_handler]
    async fn said(&mut self, _: &str) {}
}

fn main() {}
