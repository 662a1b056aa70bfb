use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "pong")]
struct PongMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, sends(PongMessage))]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(PongMessage).await?;
        Ok(())
    }
}

fn main() {}
