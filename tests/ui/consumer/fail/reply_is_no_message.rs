use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

struct Plain;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) -> Plain {
        Plain
    }
}

fn main() {}
