//! A recorder whose writer does not keep up.

use std::sync::mpsc::{Receiver, Sender, channel};

use bytes::Bytes;

use super::*;
use crate::{observe::Opcode, table::ConsumerInfo};

static DOOR: ConsumerInfo = ConsumerInfo::new("Door");

/// Writes nothing before it is let.
struct Gate {
    open: Receiver<()>,
    written: Arc<Mutex<Vec<u8>>>,
    /// Dropped with the writer, when the recorder's thread ends.
    _ends: Sender<()>,
}

impl Write for Gate {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.open.recv();
        self.written.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The bytes that a writer has written, and its end.
type Written = (Arc<Mutex<Vec<u8>>>, Receiver<()>);

/// A recorder, what lets its writer go, and what that has written.
fn gated() -> (Recorder, Sender<()>, Written) {
    let (let_go, open) = channel();
    let (ends, ended) = channel();
    let written = Arc::default();
    let gate = Gate { open, written: Arc::clone(&written), _ends: ends };
    (Recorder::to(gate), let_go, (written, ended))
}

fn open(recorder: &Recorder, name: &str) -> ChannelName {
    let name = ChannelName::new(name);
    let opened =
        Happened::Opened { consumer: &DOOR, handlers: Arc::new([]), path: "/".to_owned(), subprotocol: None };
    recorder.hand_over(&name, opened);
    name
}

#[tokio::test]
async fn a_writer_that_blocks_stops_nobody_and_what_was_queued_is_written() {
    let (recorder, let_go, (written, ended)) = gated();
    for number in 0..LONGEST_QUEUE + 100 {
        open(&recorder, &number.to_string());
    }
    drop(let_go);
    drop(recorder);
    // Whoever drops a recorder does not wait for ever; here it is to be the thread's own end.
    assert!(ended.recv().is_err());
    let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    // The thread may have taken one before it blocked.
    assert!((LONGEST_QUEUE..=LONGEST_QUEUE + 1).contains(&lines.len()), "{}", lines.len());
    let numbered =
        |(number, line): (usize, &&str)| line.contains(&format!("\"connection\":\"{}\"", number + 1));
    assert!(lines.iter().enumerate().all(numbered), "in order");
}

#[tokio::test]
async fn frames_wait_up_to_their_limit_in_bytes() {
    const FRAME: usize = 1024 * 1024;
    let (recorder, let_go, _written) = gated();
    let name = open(&recorder, "door");
    // The thread holds on to the first line before it takes anything else.
    let frame = || Happened::Received(Opcode::Text, Bytes::from(vec![b' '; FRAME]));
    for _ in 0..LARGEST_QUEUE / FRAME {
        recorder.hand_over(&name, frame());
    }
    assert!(recorder.queue().is_some(), "exactly as much as may wait");
    recorder.hand_over(&name, Happened::Received(Opcode::Text, Bytes::from_static(b"x")));
    assert!(recorder.queue().is_none(), "one byte too many");
    drop(let_go);
}

#[tokio::test]
async fn a_broadcast_counts_once() {
    let (recorder, let_go, _written) = gated();
    let name = open(&recorder, "door");
    let frames = Frames::whole(vec![b' '; LARGEST_QUEUE / 2].into());
    for _ in 0..100 {
        recorder.hand_over(&name, Happened::Sent(frames.clone()));
    }
    assert!(recorder.queue().is_some());
    drop(let_go);
}

#[tokio::test]
async fn a_drop_blocks_no_thread_of_a_runtime() {
    let (recorder, let_go, (written, ended)) = gated();
    open(&recorder, "door");
    let begun = std::time::Instant::now();
    drop(recorder);
    assert!(begun.elapsed() < PATIENCE / 2, "{:?}", begun.elapsed());
    drop(let_go);
    assert!(ended.recv().is_err());
    assert!(!written.lock().unwrap().is_empty(), "it is written all the same");
}

#[test]
fn a_drop_elsewhere_waits_for_the_writer() {
    let written = Arc::<Mutex<Vec<u8>>>::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let recorder = runtime.block_on(async {
        let (let_go, open) = channel();
        let (ends, _) = channel();
        let recorder = Recorder::to(Gate { open, written: written.clone(), _ends: ends });
        drop(let_go);
        recorder
    });
    open(&recorder, "door");
    drop(recorder);
    assert!(!written.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_drain_waits_for_the_writer_and_no_longer_than_a_second() {
    let (recorder, let_go, (written, _ended)) = gated();
    open(&recorder, "door");
    recorder.flush_within(Duration::from_millis(20));
    assert!(written.lock().unwrap().is_empty(), "it was not let");
    drop(let_go);
    recorder.drained();
    assert!(!written.lock().unwrap().is_empty());
}
