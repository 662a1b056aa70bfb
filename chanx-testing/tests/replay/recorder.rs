//! A writer that fails harms nobody.

use std::io::{self, Write};

use chanx::{prelude::*, record::Recorder};
use chanx_testing::{Recording, TestApp};

use super::{Room, SaidMessage, Sheet, Version, rooms, say, talk};

/// Takes so many lines, then fails in one way or the other.
struct Failing {
    sheet: Sheet,
    left: usize,
    panics: bool,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            assert!(!self.panics, "as it should");
            return Err(io::Error::other("the disk is full"));
        }
        self.left -= 1;
        self.sheet.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_writer_that_fails_ends_the_recording_and_no_connection() {
    for panics in [false, true] {
        let sheet = Sheet::default();
        let recorder = Recorder::to(Failing { sheet: sheet.clone(), left: 4, panics });
        talk(&TestApp::new(rooms(Version::First).record(recorder))).await;
        assert_eq!(sheet.text().lines().count(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_is_recorded_to_while_it_happens() {
    let path = format!("{}/lobby.jsonl", env!("CARGO_TARGET_TMPDIR"));
    let app = TestApp::new(rooms(Version::First).record(Recorder::create(&path).expect("it is created")));
    let mut ann = app.communicator::<Room>("ws/rooms/lobby/").authenticated().await;
    ann.send_message(say("hi")).await;
    ann.receive_group::<SaidMessage>().await;
    assert_eq!(Recording::load(&path).expect("it is read").lines().count(), 4);
    assert!(Recorder::create("/nowhere/lobby.jsonl").is_err());
}

#[derive(Default)]
struct Unready;

#[consumer(public)]
impl Unready {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Err(std::io::Error::other("no").into())
    }

    #[ws_handler]
    async fn say(&self, _: super::LeaveMessage) {}
}

#[tokio::test(start_paused = true)]
async fn what_is_held_back_for_a_connection_that_is_not_accepted_is_not_recorded() {
    let sheet = Sheet::default();
    let app = App::new(()).routes(router![path("ws/", Unready)]).record(sheet.recorder());
    let app = TestApp::new(app);
    let mut client = app.communicator::<Unready>("ws/").connect().await.expect("a handshake");
    assert_eq!(client.refute_authenticated_status_ok().await.payload.status_code, 500);
    client.assert_closed(4500).await;
    let text = sheet.text();
    assert_eq!(text.matches("authentication").count(), 1, "{text}");
    assert!(
        text.contains("\"status_code\":500") && text.contains("\"code\":4500,\"by\":\"server\""),
        "{text}"
    );
}
