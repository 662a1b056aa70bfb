use chanx::prelude::*;

#[event(handler = "notify")]
struct NotifyEvent(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[event_handler]
    async fn notify(&mut self, _: NotifyEvent) {}
}

fn main() {}
