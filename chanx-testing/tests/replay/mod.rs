//! What is recorded can be played again, and keeps no secret.

use std::{
    io::{self, Write},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use chanx::{prelude::*, record::Recorder};
use chanx_testing::{Recording, TestApp};

mod changes;
mod fidelity;
mod recorder;
mod secrets;
mod sides;

/// Where a server's recording is written to.
#[derive(Clone, Default)]
struct Sheet {
    paper: Paper,
    recorder: Arc<OnceLock<Recorder>>,
}

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Sheet {
    fn recorder(&self) -> Recorder {
        self.written_by(self.paper.clone())
    }

    /// By a writer to its paper.
    fn written_by(&self, writer: impl Write + Send + 'static) -> Recorder {
        self.recorder.get_or_init(|| Recorder::to(writer)).clone()
    }

    /// All that was recorded so far.
    fn text(&self) -> String {
        if let Some(recorder) = self.recorder.get() {
            recorder.flush();
        }
        let bytes = self.paper.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8(bytes.clone()).expect("lines of text")
    }

    fn recording(&self) -> Recording {
        self.text().parse().expect("lines of JSON")
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[params]
struct RoomPath {
    room: String,
}

#[payload]
struct Words {
    text: String,
}

#[message(action = "say")]
struct SayMessage {
    payload: Words,
}

#[message(action = "said", group)]
struct SaidMessage {
    payload: Said,
}

#[payload]
struct Said {
    text: String,
    /// Differs each time.
    number: u64,
}

#[message(action = "leave")]
struct LeaveMessage;

/// How the application behaves: as it did, or changed.
#[derive(Clone, Copy, Default, PartialEq)]
enum Version {
    #[default]
    First,
    Shouts,
    SaysTwice,
    SaysNothing,
    ClosesOtherwise,
    Hangs,
}

#[derive(Default)]
struct Room;

#[consumer(public, state = Version, params = RoomPath, groups("room_{room}"), sends(SaidMessage))]
impl Room {
    #[ws_handler]
    async fn say(&mut self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let version = *cx.state();
        let text = message.payload.text;
        let text = if version == Version::Shouts { text.to_uppercase() } else { text };
        let times = match version {
            Version::SaysTwice => 2,
            Version::SaysNothing => 0,
            _ => 1,
        };
        for _ in 0..times {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let said = SaidMessage { payload: Said { text: text.clone(), number } };
            cx.send_group_message(said).exclude_current(false).await?;
        }
        Ok(())
    }

    #[ws_handler]
    async fn leave(&self, _: LeaveMessage, cx: &Context<Self>) {
        match cx.state() {
            Version::ClosesOtherwise => cx.close(4001, "go"),
            Version::Hangs => {}
            _ => cx.close(4000, "bye"),
        }
    }
}

fn rooms(version: Version) -> App<Version> {
    App::new(version).routes(router![path("ws/rooms/<str:room>/", Room)])
}

fn say(text: &str) -> SayMessage {
    SayMessage { payload: Words { text: text.to_owned() } }
}

/// Two people talk, one leaves, and the other is shown out.
async fn talk(app: &TestApp) {
    let mut ann = app.communicator::<Room>("ws/rooms/lobby/?token=query-secret").authenticated().await;
    let mut bob = app.communicator::<Room>("ws/rooms/lobby/").authenticated().await;
    for text in ["hi", "ho"] {
        ann.send_message(say(text)).await;
        ann.receive_group::<SaidMessage>().await;
        bob.receive_group::<SaidMessage>().await;
    }
    bob.send_message(say("bye")).await;
    ann.receive_group::<SaidMessage>().await;
    bob.receive_group::<SaidMessage>().await;
    bob.disconnect().await;
    ann.send_message(LeaveMessage).await;
    ann.assert_closed(4000).await;
}

/// What a test that must fail says.
async fn failure(test: impl Future<Output = ()> + Send + 'static) -> String {
    let failed = tokio::spawn(test).await.expect_err("it must fail");
    failed.into_panic().downcast_ref::<String>().cloned().unwrap_or_default()
}
