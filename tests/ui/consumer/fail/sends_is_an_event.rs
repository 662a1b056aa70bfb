use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[event(handler = "notify")]
struct NotifyEvent(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, sends(NotifyEvent))]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) {}
}

fn main() {}
