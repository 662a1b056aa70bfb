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
    async fn chat(&mut self, _: ChatMessage) {}

    #[event_handler]
    async fn notify(&mut self, _: NotifyEvent) {}
}

async fn announce(channels: &Channels) {
    let event = NotifyEvent("hi".to_owned());
    let _ = RoomConsumer::send_channel_event(channels, "room", event).await;
}

fn main() {}
