//! The application that is measured: an echo and rooms, over small typed messages.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime},
};

use chanx::prelude::*;
use http::request::Parts;

/// A text to be sent back.
#[payload]
pub(crate) struct Echo {
    /// From 1 to 2000 characters.
    #[garde(length(chars, min = 1, max = 2000))]
    pub(crate) text: String,
    /// Comes back unchanged.
    pub(crate) seq: u64,
}

/// Asks for an echo.
#[message(action = "echo")]
pub(crate) struct EchoMessage {
    /// What to echo.
    pub(crate) payload: Echo,
}

/// The echo.
#[message(action = "echo_reply")]
pub(crate) struct EchoReplyMessage {
    /// What was sent.
    pub(crate) payload: Echo,
}

/// One of several sets of fields, told apart by trying.
#[payload]
#[serde(untagged)]
pub(crate) enum Patch {
    /// The first.
    A { a: Option<u8>, b: Option<u8>, c: Option<u8>, d: Option<u8> },
    /// The second.
    B { b: Option<u8>, c: Option<u8>, d: Option<u8>, e: Option<u8> },
    /// The third.
    C { c: Option<u8>, d: Option<u8>, e: Option<u8>, f: Option<u8> },
}

/// Many of them.
#[payload]
pub(crate) struct Patches {
    /// The patches.
    pub(crate) list: Vec<Patch>,
    /// How many there are.
    pub(crate) count: u32,
}

/// Is taken, and answered by nothing.
#[message(action = "patch")]
pub(crate) struct PatchMessage {
    /// What to change.
    pub(crate) payload: Patches,
}

/// What somebody says.
#[payload]
pub(crate) struct Said {
    /// From 1 to 2000 characters.
    #[garde(length(chars, min = 1, max = 2000))]
    pub(crate) text: String,
}

/// Says something in the room.
#[message(action = "chat")]
pub(crate) struct ChatMessage {
    /// What is said.
    pub(crate) payload: Said,
}

/// Somebody said something.
#[message(action = "chat_group", group)]
pub(crate) struct ChatGroupMessage {
    /// What was said.
    pub(crate) payload: Said,
}

/// The room's path.
#[params]
pub(crate) struct RoomPath {
    /// Its name.
    pub(crate) room: String,
}

/// Echoes.
#[derive(Default)]
pub(crate) struct EchoConsumer;

#[consumer(public, send_authentication_message = false, ping_interval = Duration::ZERO)]
impl EchoConsumer {
    #[ws_handler]
    async fn echo(&self, message: EchoMessage) -> EchoReplyMessage {
        EchoReplyMessage { payload: message.payload }
    }

    #[ws_handler]
    async fn patch(&self, _message: PatchMessage) {}
}

/// Tells everybody in the room.
#[derive(Default)]
pub(crate) struct RoomConsumer;

#[consumer(
    public,
    params = RoomPath,
    groups("room_{room}"),
    sends(ChatGroupMessage),
    send_authentication_message = false,
    ping_interval = Duration::ZERO,
)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        let said = ChatGroupMessage { payload: message.payload };
        cx.send_group_message(said).exclude_current(false).await
    }
}

/// Somebody, told from all others by a number.
pub(crate) struct Account(u64);

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

/// Knows everybody who comes.
pub(crate) struct Counter;

impl<S: Sync> Authentication<S> for Counter {
    type User = Account;

    async fn authenticate(_: &mut Parts, _: &S) -> Result<Option<Identity<Account>>, Rejection> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let account = Account(NEXT.fetch_add(1, Ordering::Relaxed));
        Ok(Some(Identity::new(account).expires_at(SystemTime::now() + Duration::from_hours(1))))
    }
}

/// Echoes to who is known, for an hour.
#[derive(Default)]
pub(crate) struct HomeConsumer;

#[consumer(
    authentication(Counter),
    user = Account,
    permissions(IsAuthenticated),
    send_authentication_message = false,
    ping_interval = Duration::ZERO,
)]
impl HomeConsumer {
    #[ws_handler(permissions(IsAuthenticated))]
    async fn echo(&self, message: EchoMessage) -> EchoReplyMessage {
        EchoReplyMessage { payload: message.payload }
    }
}

/// The application.
pub(crate) fn app() -> App<()> {
    App::new(()).routes(router![
        path("ws/echo", EchoConsumer),
        path("ws/room/<str:room>", RoomConsumer),
        path("ws/home", HomeConsumer),
    ])
}
