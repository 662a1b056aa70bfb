//! A writer that fails harms nobody.

use std::io::{self, Write};

use chanx::{prelude::*, record::Recorder};
use chanx_testing::{Recording, TestApp};

use super::{Paper, Room, SaidMessage, Sheet, Version, rooms, say, talk};

/// Takes so many lines, then fails in one way or the other.
struct Failing {
    paper: Paper,
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
        self.paper.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_writer_that_fails_ends_the_recording_and_no_connection() {
    for panics in [false, true] {
        let sheet = Sheet::default();
        let recorder = sheet.written_by(Failing { paper: sheet.paper.clone(), left: 4, panics });
        talk(&TestApp::new(rooms(Version::First).record(recorder))).await;
        assert_eq!(sheet.text().lines().count(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_is_recorded_to_while_it_happens() {
    let path = format!("{}/lobby.jsonl", env!("CARGO_TARGET_TMPDIR"));
    let recorder = Recorder::create(&path).expect("it is created");
    let app = TestApp::new(rooms(Version::First).record(recorder.clone()));
    let mut ann = app.communicator::<Room>("ws/rooms/lobby/").authenticated().await;
    ann.send_message(say("hi")).await;
    ann.receive_group::<SaidMessage>().await;
    recorder.flush();
    assert_eq!(Recording::load(&path).expect("it is read").lines().count(), 4);
    assert!(Recorder::create("/nowhere/lobby.jsonl").is_err());
}

/// Has room for so many bytes.
struct Full(Paper, usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes.len().min(self.1) {
            0 => Err(io::Error::other("the disk is full")),
            taken => {
                self.1 -= taken;
                self.0.write(&bytes[..taken])
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_leaves_a_recording_that_can_be_read() {
    let sheet = Sheet::default();
    let recorder = sheet.written_by(Full(sheet.paper.clone(), 300));
    talk(&TestApp::new(rooms(Version::First).record(recorder))).await;
    let text = sheet.text();
    assert!(!text.ends_with('\n'), "{text}");
    assert_eq!(sheet.recording().lines().count(), text.lines().count() - 1, "{text}");

    let path = format!("{}/cut.jsonl", env!("CARGO_TARGET_TMPDIR"));
    let whole = "{\"connection\":\"1\",\"at\":0,\"from\":\"client\",\"raw\":\"ä\"}\n";
    std::fs::write(&path, [whole.as_bytes(), &whole.as_bytes()[..whole.len() - 4]].concat()).expect("a file");
    assert_eq!(Recording::load(&path).expect("it is read").lines().count(), 1);
    std::fs::write(&path, "{}\n").expect("a file");
    assert!(Recording::load(&path).is_err());
}

/// Never returns.
struct Stuck(std::sync::mpsc::Receiver<()>);

impl Write for Stuck {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.0.recv();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_writer_that_blocks_stops_no_connection() {
    let (let_go, stuck) = std::sync::mpsc::channel();
    talk(&TestApp::new(rooms(Version::First).record(Recorder::to(Stuck(stuck))))).await;
    drop(let_go);
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
