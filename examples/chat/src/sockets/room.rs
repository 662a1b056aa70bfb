//! A room, live.

use chanx::prelude::*;

use super::{
    path::RoomPath,
    permissions::{CanPost, IsMember},
};
use crate::{accounts::Account, rooms::Room, state::AppState};

/// What somebody says.
#[payload]
pub struct Words {
    /// The words.
    #[garde(length(chars, min = 1, max = 2000))]
    pub text: String,
}

/// Say something in the room.
#[message(action = "chat")]
pub struct ChatMessage {
    /// What.
    pub payload: Words,
}

/// I am typing.
#[message(action = "typing")]
pub struct TypingMessage;

/// What somebody said.
#[payload]
pub struct Said {
    /// Who.
    pub username: String,
    /// What.
    pub text: String,
}

/// Somebody said something.
#[message(action = "said", group)]
pub struct SaidMessage {
    /// Who, and what.
    pub payload: Said,
}

/// What was said, and whether by the one who reads it.
#[payload]
pub struct Past {
    /// Who.
    pub username: String,
    /// What.
    pub text: String,
    /// Whether it was the reader.
    pub is_mine: bool,
}

/// The room, and what was said before.
#[payload]
pub struct History {
    /// The room's name.
    pub room: String,
    /// What was said last, the earliest first.
    pub posts: Vec<Past>,
}

/// Welcome: this is what was said before.
#[message(action = "history")]
pub struct HistoryMessage {
    /// The room's past.
    pub payload: History,
}

/// Somebody is typing.
#[message(action = "somebody_types", group)]
pub struct SomebodyTypesMessage {
    /// Who.
    pub payload: String,
}

/// A connection to a room.
#[derive(Default)]
pub struct RoomConsumer;

/// One room, live: what its members say, and who is typing.
///
/// Log in on the chat's own page, `/`, before you connect from here: this browser's session is what counts. The demo accounts are
/// `demo` with `demo-demo` and `guest` with `guest-guest`.
#[consumer(
    state = AppState,
    params = RoomPath,
    authentication(SessionAuthentication<Account>),
    user = Account,
    object = Room,
    permissions(IsMember | IsAdmin),
    groups("room_{room_id}"),
    sends(HistoryMessage, SaidMessage, SomebodyTypesMessage),
    rate_limit = Some(RateLimit::per_second(5).burst(20)),
    log_ignored_actions = ["typing", "somebody_types"]
)]
impl RoomConsumer {
    async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()> {
        let posts = cx.object().recent(&cx.state().database).await?;
        let posts = posts.into_iter().map(|post| Past {
            is_mine: post.account_id == cx.user().id,
            username: post.username,
            text: post.text,
        });
        let payload = History { room: cx.object().name.clone(), posts: posts.collect() };
        cx.send_message(HistoryMessage { payload }).await
    }

    /// Say something to the room.
    #[ws_handler(permissions(CanPost))]
    async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        let Words { text } = message.payload;
        cx.object().post(&cx.state().database, cx.user(), &text).await?;
        let payload = Said { username: cx.user().username.clone(), text };
        cx.send_group_message(SaidMessage { payload }).exclude_current(false).await
    }

    /// Tell the others that something is coming.
    #[ws_handler(permissions(CanPost))]
    async fn typing(&mut self, _: TypingMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SomebodyTypesMessage { payload: cx.user().username.clone() }).await
    }

    /// Are you there?
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}
