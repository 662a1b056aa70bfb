use chanx::prelude::*;

#[message(action = "ask")]
pub struct AskMessage;

#[message(action = "told")]
pub struct ToldMessage;

#[message(action = "more")]
pub struct MoreMessage;

#[messages]
pub enum Answer {
    Told(ToldMessage),
    More(MoreMessage),
}

#[derive(Default)]
pub struct DeskConsumer;

#[consumer(public)]
impl DeskConsumer {
    #[ws_handler]
    async fn ask(&self, _: AskMessage) -> Answer {
        Answer::Told(ToldMessage)
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> Option<PongMessage> {
        None
    }
}

chanx_testing::assert_sends!(DeskConsumer, Answer, PongMessage);
chanx_testing::assert_not_sends!(DeskConsumer, AskMessage, PingMessage);
chanx_testing::assert_handles!(DeskConsumer, AskMessage, PingMessage);
chanx_testing::assert_not_handles!(DeskConsumer, Answer, ToldMessage, PongMessage);
// What is no message is neither sent nor handled.
chanx_testing::assert_not_sends!(DeskConsumer, String);
chanx_testing::assert_not_handles!(DeskConsumer, String);

fn main() {}
