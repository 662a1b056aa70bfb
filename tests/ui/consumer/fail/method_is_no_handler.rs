use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    async fn chat(&mut self, _: ChatMessage) {}
}

fn main() {}
