//! People who are known by their tokens, and what not everybody may.

use std::{borrow::Cow, time::Duration};

use chanx::prelude::*;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::sleep;

/// Those who have a token, which is their name.
const PEOPLE: [&str; 3] = ["ann", "bob", "eve"];

/// The room that there is not.
const LOST: &str = "lost";

/// What opens the cupboard.
pub(crate) const PIN: &str = "1234";

/// The time between two numbers.
const PER_NUMBER: Duration = Duration::from_millis(20);

/// Somebody with a token.
pub(crate) struct Person {
    name: String,
}

impl User for Person {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.name)
    }
}

impl FromToken<()> for Person {
    const SOURCES: &'static [TokenSource] =
        &[TokenSource::Query("token"), TokenSource::Subprotocol("bearer.")];

    async fn from_token(token: &str, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(PEOPLE.contains(&token).then(|| Self { name: token.to_owned() }.into()))
    }
}

/// Where a talk is found.
#[params]
pub(crate) struct TalkPath {
    /// The room's name: `tea`, or any other but `lost`.
    pub(crate) room: String,
}

/// A room for a talk.
pub(crate) struct Room;

impl GetObject<TalkPath, ()> for Room {
    async fn get_object(path: &TalkPath, (): &()) -> Result<Option<Self>, Rejection> {
        Ok((path.room != LOST).then_some(Self))
    }
}

/// Agrees for everybody but Eve.
pub(crate) struct IsInvited;

impl Permission<Person, Room, ()> for IsInvited {
    async fn check(&self, person: &Person, _: &Room, _: &Access<'_, ()>) -> Result<(), Rejection> {
        if person.name == "eve" { Err(Rejection::forbidden("You are not invited.")) } else { Ok(()) }
    }
}

/// Agrees for Ann alone.
pub(crate) struct IsHost;

impl Permission<Person, Room, ()> for IsHost {
    async fn check(&self, person: &Person, _: &Room, _: &Access<'_, ()>) -> Result<(), Rejection> {
        if person.name == "ann" { Ok(()) } else { Err(Rejection::forbidden("Only the host rings the bell.")) }
    }
}

/// A line of the talk.
#[payload]
pub(crate) struct Line {
    /// The words.
    #[garde(length(chars, min = 1, max = 200))]
    pub(crate) text: String,
}

/// A line that somebody said.
#[payload]
pub(crate) struct Said {
    /// Who said it.
    pub(crate) name: String,
    /// The words.
    pub(crate) text: String,
}

/// How far to count.
#[payload]
pub(crate) struct Count {
    /// The last number.
    #[garde(range(min = 1, max = 100))]
    pub(crate) to: u32,
}

/// A key.
#[payload]
pub(crate) struct Key {
    /// Four digits: `1234`.
    #[sensitive]
    #[garde(pattern("^[0-9]{4}$"))]
    pub(crate) pin: String,
}

/// Say something to all in the room.
#[message(action = "say")]
pub(crate) struct SayMessage {
    /// What to say.
    pub(crate) payload: Line,
}

/// Count aloud.
#[message(action = "count")]
pub(crate) struct CountMessage {
    /// How far.
    pub(crate) payload: Count,
}

/// Ask for what cannot be had.
#[message(action = "fail")]
pub(crate) struct FailMessage;

/// Ring the bell.
#[message(action = "ring")]
pub(crate) struct RingMessage;

/// Open the cupboard.
#[message(action = "unlock")]
pub(crate) struct UnlockMessage {
    /// The key.
    pub(crate) payload: Key,
}

/// The cupboard was tried.
#[message(action = "unlocked")]
pub(crate) struct UnlockedMessage {
    /// Whether it is open.
    pub(crate) payload: bool,
}

/// Somebody said something.
#[message(action = "said", group)]
pub(crate) struct SaidMessage {
    /// Who, and what.
    pub(crate) payload: Said,
}

/// The bell rang.
#[message(action = "rang", group)]
pub(crate) struct RangMessage;

/// One number of many.
#[message(action = "number")]
pub(crate) struct NumberMessage {
    /// The number.
    pub(crate) payload: u32,
}

/// One connection to a talk.
#[derive(Default)]
pub(crate) struct TalkConsumer;

/// A room in which people talk. The tokens are `ann`, `bob` and `eve`:
///
/// - `ann` is the host, who may `ring` the bell,
/// - `bob` may all else,
/// - `eve` is **not** invited.
#[consumer(
    authentication(TokenAuthentication<Person>),
    user = Person,
    params = TalkPath,
    object = Room,
    permissions(IsInvited),
    groups("talk_{room}"),
    sends(SaidMessage, RangMessage),
    subprotocols = ["talk.v1"],
    rate_limit = Some(RateLimit::per_second(50).burst(100)),
    tags("people"),
)]
impl TalkConsumer {
    /// Says something to all in the room, also to who says it.
    #[ws_handler]
    async fn say(&mut self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        let said = Said { name: cx.user().name.clone(), text: message.payload.text };
        cx.send_group_message(SaidMessage { payload: said }).exclude_current(false).await
    }

    /// Counts, one number after the other, while the talk goes on.
    #[ws_handler]
    async fn count(message: CountMessage) -> impl Stream<Item = NumberMessage> {
        stream::iter(1..=message.payload.to).then(|number| async move {
            sleep(PER_NUMBER).await;
            NumberMessage { payload: number }
        })
    }

    /// Answers whether the connection works.
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    /// Fails each time.
    #[ws_handler]
    async fn fail(&self, _: FailMessage) -> Result<PongMessage> {
        Err(HandlerError::new("there is no such thing"))
    }

    /// Rings the bell, which all hear.
    #[ws_handler(permissions(IsHost))]
    async fn ring(&mut self, _: RingMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(RangMessage).exclude_current(false).await
    }

    /// Tries a key.
    #[ws_handler]
    async fn unlock(&self, message: UnlockMessage) -> UnlockedMessage {
        UnlockedMessage { payload: message.payload.pin == PIN }
    }
}
