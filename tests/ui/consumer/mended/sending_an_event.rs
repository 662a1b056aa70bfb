use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[event(handler = "notify")]
#[message(action = "notify")]
struct NotifyEvent(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, sends(NotifyEvent))]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_message(NotifyEvent("hi".to_owned())).await?;
        Ok(())
    }
}

fn main() {}
