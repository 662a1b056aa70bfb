//! The consumers that are observed.

use std::time::Duration;

use chanx::prelude::*;

use crate::flows::stage::Stage;

#[message(action = "say")]
pub(super) struct SayMessage(pub(super) String);

#[message(action = "said", group)]
pub(super) struct SaidMessage(pub(super) String);

#[message(action = "wait")]
pub(super) struct WaitMessage;

/// Waits without keeping others waiting.
#[message(action = "wait_concurrently")]
pub(super) struct WaitConcurrentlyMessage;

#[message(action = "fail")]
pub(super) struct FailMessage;

/// For nobody.
#[message(action = "rule")]
pub(super) struct RuleMessage;

#[message(action = "panic")]
pub(super) struct PanicMessage;

#[message(action = "panic_concurrently")]
pub(super) struct PanicConcurrentlyMessage;

#[event(handler = "ring")]
pub(super) struct RingEvent(pub(super) String);

/// Of the same name, and of another type.
#[event(handler = "ring")]
pub(super) struct OtherRingEvent(pub(super) u32);

#[derive(Default)]
pub(super) struct Hall;

#[consumer(public, state = Stage, groups("hall"), sends(SaidMessage))]
impl Hall {
    #[ws_handler]
    async fn say(&self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<SaidMessage> {
        cx.send_group_message(SaidMessage(text.clone())).await?;
        Ok(SaidMessage(text))
    }

    #[ws_handler]
    async fn wait(&self, _: WaitMessage, cx: &mut Context<Self>) {
        tokio::time::sleep(Duration::from_secs(3)).await;
        cx.state().act("wait").await;
    }

    #[ws_handler]
    async fn wait_concurrently(_: WaitConcurrentlyMessage, cx: Context<Self>) {
        cx.state().act("wait").await;
    }

    #[ws_handler]
    async fn fail(&self, _: FailMessage) -> Result<()> {
        Err(HandlerError::new("an expected failure"))
    }

    #[ws_handler(permissions(Nobody))]
    async fn rule(&self, _: RuleMessage) {}

    #[ws_handler]
    async fn panic(&self, _: PanicMessage) {
        panic!("an expected panic");
    }

    #[ws_handler]
    async fn panic_concurrently(_: PanicConcurrentlyMessage) {
        panic!("an expected panic");
    }

    #[event_handler]
    async fn ring(&self, RingEvent(text): RingEvent) -> SaidMessage {
        SaidMessage(text)
    }

    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }

    #[binary_handler]
    async fn binary(&self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }
}

/// A permission that nobody has.
#[derive(Default)]
pub(super) struct Nobody;

impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for Nobody {
    async fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Err(Rejection::forbidden("Nobody may."))
    }

    async fn check_anonymous(&self, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Err(Rejection::forbidden("Nobody may."))
    }
}

/// Hears of the other ring.
#[derive(Default)]
pub(super) struct Neighbour;

#[consumer(public, state = Stage)]
impl Neighbour {
    #[event_handler]
    async fn ring(&self, _: OtherRingEvent) {}
}

/// Lets one frame in.
#[derive(Default)]
pub(super) struct Narrow;

#[consumer(public, state = Stage, rate_limit = Some(RateLimit::per_minute(1)))]
impl Narrow {
    #[text_handler]
    async fn text(&self, _: String) {}
}

/// Lets nobody in.
pub(super) struct Shut;

#[consumer(public, state = Stage)]
impl Shut {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Err(HandlerError::new("an expected failure"))
    }
}
