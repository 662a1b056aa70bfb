use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[event(handler = "notify")]
struct NotifyEvent(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, message: ChatMessage) -> NotifyEvent {
        NotifyEvent(message.0)
    }
}

fn main() {}
