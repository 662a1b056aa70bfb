//! A panic where no handler runs any more: in the drop of what one held, in an error's words, in the drop of a consumer. It
//! ends its connection, with 1011 where the client can still be told, which leaves its groups and has its last hook.

use std::{fmt, thread::panicking};

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};

use super::stage::{Script, Stage, staged};
use crate::logs::capture::Capture;

/// Panics when it is dropped, as the `unwrap` of a poisoned mutex does.
struct Fragile;

impl Drop for Fragile {
    fn drop(&mut self) {
        assert!(panicking(), "an expected panic");
    }
}

/// An error that cannot be told.
#[derive(Debug)]
struct Unsayable;

impl fmt::Display for Unsayable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("an expected panic")
    }
}

impl std::error::Error for Unsayable {}

#[message(action = "hold")]
struct HoldMessage;

#[message(action = "hold_concurrently")]
struct HoldConcurrentlyMessage;

#[message(action = "fail")]
struct FailMessage;

#[message(action = "fail_concurrently")]
struct FailConcurrentlyMessage;

#[message(action = "break")]
struct BreakMessage;

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

struct Ghost {
    fragile: Option<Fragile>,
}

#[consumer(public, state = Stage, groups("ghosts"), sends(SaidMessage))]
impl Ghost {
    async fn connect(_: &Context<Self>) -> Self {
        Self { fragile: None }
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell("disconnected");
    }

    #[ws_handler]
    async fn hold(&self, _: HoldMessage, cx: &Context<Self>) {
        let _held = Fragile;
        cx.state().act("hold").await;
    }

    #[ws_handler]
    async fn hold_concurrently(_: HoldConcurrentlyMessage, cx: Context<Self>) {
        let _held = Fragile;
        cx.state().act("hold").await;
    }

    #[ws_handler]
    async fn fail(&self, _: FailMessage) -> std::result::Result<(), Unsayable> {
        Err(Unsayable)
    }

    #[ws_handler]
    async fn fail_concurrently(_: FailConcurrentlyMessage) -> std::result::Result<(), Unsayable> {
        Err(Unsayable)
    }

    /// From now on the consumer cannot be dropped.
    #[ws_handler]
    async fn break_it(&mut self, _: BreakMessage) -> PongMessage {
        self.fragile = Some(Fragile);
        PongMessage
    }

    #[ws_handler]
    async fn say(&self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(text)).await?;
        Ok(())
    }
}

fn ghosts() -> (TestApp, Script) {
    staged(|app| app.routes(router![path("ws/", Ghost)]))
}

async fn client(app: &TestApp) -> Communicator<Ghost> {
    app.communicator("ws/").authenticated().await
}

/// That the other is well, and that nothing is left of the ghost: the drain ends at once.
async fn assert_is_alone(app: &TestApp, mut other: Communicator<Ghost>, script: &mut Script) {
    script.assert_told("disconnected").await;
    script.assert_silent().await;
    let mut third = client(app).await;
    third.send_message(SayMessage("hi".into())).await;
    assert_eq!(other.receive_group::<SaidMessage>().await.message.0, "hi");
    third.disconnect().await;
    script.assert_told("disconnected").await;
    other.disconnect().await;
    script.assert_told("disconnected").await;
    drop((third, other));
    let begun = tokio::time::Instant::now();
    app.drain().await;
    assert_eq!(begun.elapsed().as_secs(), 0, "no task is left");
}

#[tokio::test(start_paused = true)]
async fn what_a_cancelled_handler_held_panics_when_it_is_dropped() {
    for (concurrently, cleanly) in [(false, false), (false, true), (true, false), (true, true)] {
        let (app, mut script) = ghosts();
        let other = client(&app).await;
        let mut ghost = client(&app).await;
        if concurrently {
            ghost.send_message(HoldConcurrentlyMessage).await;
        } else {
            ghost.send_message(HoldMessage).await;
        }
        script.assert_told("begin hold").await;
        if cleanly {
            // Who closes is answered, and its handler cancelled when its time is over.
            assert_eq!(ghost.disconnect().await.code, 1000);
            drop(ghost);
        } else {
            ghost.abort().await;
        }
        script.assert_told("cancel hold").await;
        assert_is_alone(&app, other, &mut script).await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_words_of_an_error_panic() {
    // They are asked for where somebody listens.
    let (_log, _guard) = Capture::start();
    for concurrently in [false, true] {
        let (app, mut script) = ghosts();
        let other = client(&app).await;
        let mut ghost = client(&app).await;
        if concurrently {
            ghost.send_message(FailConcurrentlyMessage).await;
        } else {
            ghost.send_message(FailMessage).await;
        }
        ghost.assert_closed(1011).await;
        drop(ghost);
        assert_is_alone(&app, other, &mut script).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_consumer_panics_when_it_is_dropped() {
    let (app, mut script) = ghosts();
    let other = client(&app).await;
    let mut ghost = client(&app).await;
    ghost.send_message(BreakMessage).await;
    ghost.receive::<PongMessage>().await;
    ghost.disconnect().await;
    drop(ghost);
    assert_is_alone(&app, other, &mut script).await;
}
