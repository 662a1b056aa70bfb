use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

struct RoomConsumer;

impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) {}
}

fn main() {}
