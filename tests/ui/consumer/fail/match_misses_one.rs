use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[messages]
enum All {
    Chat(ChatMessage),
    Pong(PongMessage),
}

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn receive(&mut self, message: All) -> Option<PongMessage> {
        match message {
            All::Chat(_) => None,
        }
    }
}

fn main() {}
