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
    async fn chat(&mut self, _: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_message(NotifyEvent("hi".to_owned())).await?;
        Ok(())
    }
}

fn main() {}
