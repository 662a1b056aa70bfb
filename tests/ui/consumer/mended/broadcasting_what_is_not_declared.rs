use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "said", group)]
struct SaidMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, sends(SaidMessage))]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage).await?;
        Ok(())
    }
}

fn main() {}
