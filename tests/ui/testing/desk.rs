// A consumer whose contract the files beside this one assert.

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
