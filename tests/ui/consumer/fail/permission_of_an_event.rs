use chanx::prelude::*;

#[event(handler = "chat")]
struct ChatEvent(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[event_handler(permissions(IsAuthenticated))]
    async fn chat(&self, _: ChatEvent) {}
}

fn main() {}
