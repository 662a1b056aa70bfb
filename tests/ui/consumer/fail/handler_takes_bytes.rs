use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: Vec<u8>) {}
}

fn main() {}
