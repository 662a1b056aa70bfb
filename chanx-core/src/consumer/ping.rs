//! `ping` and `pong` as replies.

use super::{Consumer, Context, IntoReply, Sends, SentBy};
use crate::{
    error::Result,
    message::{Outgoing, PingMessage, PongMessage},
    table::Replies,
};

// No macro writes these: rustc shows them where something else is sent, and would show the whole macro.
impl<C: Sends<Self>> SentBy<C> for PingMessage {}
impl<C: Sends<Self>> SentBy<C> for PongMessage {}

impl<C: Consumer + Sends<Self>> IntoReply<C> for PingMessage {
    const REPLIES: Replies = Replies::OneOf(<Self as Outgoing>::SENDS);

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        cx.send_message(self).await
    }
}

impl<C: Consumer + Sends<Self>> IntoReply<C> for PongMessage {
    const REPLIES: Replies = Replies::OneOf(<Self as Outgoing>::SENDS);

    async fn reply(self, cx: &Context<C>) -> Result<()> {
        cx.send_message(self).await
    }
}
