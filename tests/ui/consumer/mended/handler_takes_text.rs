use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[text_handler]
    async fn chat(&mut self, _: String) {}
}

fn main() {}
