use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[event(handler = "notify")]
struct NotifyEvent(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) -> PongMessage {
        PongMessage
    }

    #[event_handler]
    async fn notify(&mut self, _: NotifyEvent) {}
}

fn main() {}
