//! The outbox's promises: order, bound, whole frames.

use std::{
    future::poll_fn,
    sync::{Arc, Mutex},
    task::{Context, Waker},
};

use bytes::Bytes;
use proptest::prelude::*;
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream, tcp::OwnedWriteHalf},
};

use super::{Head, JOIN, Outbox, Queue, Refused};
use crate::{
    layer::ChannelName,
    observe::{Frames, Observation, Observed, Observer, Observers, Opcode, SharedObserver},
    request::Request,
    settings::Settings,
    table::ConsumerInfo,
};

const LIMIT: usize = 64 * 1024;

fn send(outbox: &Outbox, payload: &[u8]) -> Result<(), Refused> {
    outbox.try_send(Head::binary(payload.len()), payload)
}

fn framed(payload: &[u8]) -> Bytes {
    [Head::binary(payload.len()).as_ref(), payload].concat().into()
}

/// A plain socket, its reading end, and the reading half that must stay alive.
async fn socket() -> (OwnedWriteHalf, tokio::net::tcp::OwnedReadHalf, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let (client, accepted) = tokio::join!(TcpStream::connect(address), listener.accept());
    let (reader, writer) = accepted.expect("the client connects").0.into_split();
    (writer, reader, client.expect("the listener accepts"))
}

#[test]
fn frames_leave_in_the_order_in_which_they_came() {
    let outbox = Outbox::new(None, LIMIT);
    outbox.open();
    let big = Bytes::from(vec![7; JOIN + 1]);
    send(&outbox, b"one").expect("there is room");
    outbox.deliver(&framed(b"two"));
    outbox.try_send_shared(Head::binary(big.len()), &big).expect("there is room");
    outbox.control(b"four");
    let expected = [framed(b"one"), framed(b"two"), framed(&big), b"four"[..].into()].concat();
    assert_eq!(outbox.status().waiting, expected.len());
    assert_eq!(outbox.take_waiting(), expected);
    assert_eq!(outbox.status().waiting, 0);
}

#[test]
fn deliveries_fill_the_queue_to_its_limit_and_one_byte_more_overflows() {
    let outbox = Outbox::new(None, LIMIT);
    outbox.open();
    let place = Queue::cost(0);
    outbox.deliver(&Bytes::from(vec![0; LIMIT - 1 - 2 * place]));
    outbox.deliver(&Bytes::from_static(b"!"));
    assert!(!outbox.status().overflowed);
    outbox.deliver(&Bytes::new());
    assert!(outbox.status().overflowed);
    assert_eq!(send(&outbox, b"late"), Err(Refused::Closed));
    outbox.cut();
    assert_eq!(outbox.take_waiting(), b"");
}

/// Whoever sends one byte at a time does not make megabytes of bookkeeping wait.
#[test]
fn small_frames_count_for_the_memory_that_they_take() {
    let outbox = Outbox::new(None, LIMIT);
    outbox.open();
    let small = framed(b"!");
    let fits = LIMIT / Queue::cost(small.len());
    assert!(fits < LIMIT / 40, "{fits} frames of three bytes");
    for _ in 0..fits {
        outbox.deliver(&small);
    }
    assert!(!outbox.status().overflowed);
    outbox.deliver(&small);
    assert!(outbox.status().overflowed);
}

#[test]
fn answers_to_pings_have_half_the_queue_at_most() {
    let outbox = Outbox::new(None, LIMIT);
    outbox.open();
    let pong = vec![0; 127];
    let mut taken = 0;
    while outbox.try_control(&pong) {
        taken += pong.len();
    }
    assert!((LIMIT / 2 - 1024..=LIMIT / 2).contains(&taken), "{taken}");
    outbox.seal();
    assert!(outbox.try_control(&pong), "who closes answers no ping, and owes none");
    assert_eq!(outbox.status().waiting, taken);
}

/// Its task waits for the socket, and finds the frames when there is room.
#[test]
fn a_member_that_is_blocked_is_not_woken_for_each_delivery() {
    let outbox = Outbox::new(None, LIMIT);
    let (waker, woken) = counting_waker();
    outbox.register(&waker);
    outbox.open();
    for _ in 0..5 {
        outbox.deliver(&framed(b"one"));
    }
    assert_eq!(woken.load(std::sync::atomic::Ordering::SeqCst), 1);
    outbox.register(&waker);
    outbox.deliver(&Bytes::from(vec![0; LIMIT]));
    assert_eq!(woken.load(std::sync::atomic::Ordering::SeqCst), 2, "it must hear that it overflowed");
}

#[test]
fn own_frames_wait_for_room_and_are_told_of_it() {
    let outbox = Outbox::new(None, LIMIT);
    outbox.open();
    let half = vec![1; LIMIT / 2 - 4 - Queue::cost(0)];
    send(&outbox, &half).expect("half of the queue is for own frames");
    assert_eq!(send(&outbox, b"!"), Err(Refused::Full));
    let (waker, woken) = counting_waker();
    outbox.when_room(&mut None, &waker);
    outbox.take_waiting();
    assert_eq!(woken.load(std::sync::atomic::Ordering::SeqCst), 1);
    let mut place = None;
    outbox.when_room(&mut place, &waker);
    outbox.when_room(&mut place, &waker);
    outbox.forget(place.expect("it waits"));
    outbox.take_waiting();
    assert_eq!(woken.load(std::sync::atomic::Ordering::SeqCst), 1, "it waits no longer");
    // A frame longer than the whole queue goes out alone.
    send(&outbox, &vec![1; LIMIT * 2]).expect("nothing waits");
    assert_eq!(send(&outbox, b"!"), Err(Refused::Full));
}

fn counting_waker() -> (Waker, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    struct Count(std::sync::Arc<std::sync::atomic::AtomicUsize>);
    impl std::task::Wake for Count {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    }
    let woken = std::sync::Arc::<std::sync::atomic::AtomicUsize>::default();
    (std::sync::Arc::new(Count(woken.clone())).into(), woken)
}

#[test]
fn nothing_is_written_before_it_is_opened() {
    let outbox = Outbox::new(None, LIMIT);
    outbox.control(b"first");
    outbox.deliver(&Bytes::from_static(b"second"));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(outbox.poll_flush(&mut cx, None).is_ready(), "held: there is nothing to write yet");
    assert_eq!(outbox.status().waiting, 0, "a peer that is given nothing does not stall");
    outbox.open();
    assert_eq!(outbox.status().waiting, 11);
    assert_eq!(outbox.take_waiting(), b"firstsecond");
}

#[tokio::test]
async fn a_delivery_goes_straight_to_an_idle_socket() {
    let (writer, _reader, mut client) = socket().await;
    writer.writable().await.expect("a fresh socket takes bytes");
    let outbox = Outbox::new(Some(writer), LIMIT);
    outbox.open();
    outbox.deliver(&framed(b"now"));
    assert_eq!(outbox.status().waiting, 0, "no task had to be woken");
    let mut read = [0; 5];
    client.read_exact(&mut read).await.expect("it was written");
    assert_eq!(read, framed(b"now")[..]);
}

/// A peer that stops reading gets the rest of the frame it has the beginning of, and nothing behind it.
#[tokio::test]
async fn a_cut_outbox_ends_at_the_end_of_a_frame() {
    let (writer, _reader, mut client) = socket().await;
    let outbox = Outbox::new(Some(writer), 64 * 1024 * 1024);
    outbox.open();
    let frame = framed(&vec![9; 1024 * 1024]);
    let mut sent = 0_u64;
    while outbox.status().waiting == 0 {
        outbox.deliver(&frame);
        sent += 1;
        tokio::task::yield_now().await;
    }
    outbox.deliver(&frame);
    outbox.cut();
    outbox.control(b"closing");
    let length = frame.len() as u64 * sent + 7;
    let flush = poll_fn(|cx| outbox.poll_flush(cx, None));
    let mut got = Vec::new();
    let read = async { (&mut client).take(length).read_to_end(&mut got).await };
    let (flushed, read) = tokio::join!(flush, read);
    flushed.expect("the peer reads again");
    read.expect("all of it arrives");
    assert!(got.ends_with(b"closing"), "whole frames, then the close");
}

/// Keeps what it is told of frames, whole as they were.
#[derive(Default)]
struct Watcher(Mutex<Vec<u8>>);

impl Observer for Watcher {
    fn sent(&self, _: &Observed<'_>, frames: &Frames) {
        let mut told = self.0.lock().expect("no panic");
        for (opcode, payload) in frames.iter() {
            assert_eq!(opcode, Opcode::Binary);
            told.extend_from_slice(&framed(&payload));
        }
    }
}

fn watched(limit: usize) -> (Outbox, Arc<Watcher>) {
    let watcher = Arc::new(Watcher::default());
    let given: [SharedObserver; 1] = [watcher.clone()];
    let info = const { &ConsumerInfo::new("Watched") };
    let observers = Arc::new(Observers::new(info, Arc::new([]), &Settings::default(), &given));
    let request = Request::new(http::Request::new(()).into_parts().0, None, None);
    let observation = Observation::open(&observers, &ChannelName::new("n.1"), &Arc::new(request));
    (Outbox::new(None, limit).observed(observation), watcher)
}

#[derive(Debug, Clone)]
enum Step {
    Send(usize),
    SendShared(usize),
    Deliver(usize),
    Control,
    Open,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let length = prop_oneof![0..200_usize, JOIN - 1..JOIN + 3, Just(70_000)];
    let step = prop_oneof![
        length.clone().prop_map(Step::Send),
        length.clone().prop_map(Step::SendShared),
        length.prop_map(Step::Deliver),
        Just(Step::Control),
        Just(Step::Open),
    ];
    prop::collection::vec(step, 0..30)
}

fn take(outbox: &Outbox, step: &Step) {
    match step {
        Step::Send(length) => {
            let _ = send(outbox, &vec![1; *length]);
        }
        Step::SendShared(length) => {
            let payload = Bytes::from(vec![2; *length]);
            let _ = outbox.try_send_shared(Head::binary(*length), &payload);
        }
        Step::Deliver(length) => outbox.deliver(&framed(&vec![3; *length])),
        Step::Control => outbox.control(&framed(b"control")),
        Step::Open => outbox.open(),
    }
}

proptest! {
    #[test]
    fn observers_are_told_what_leaves_in_its_order(steps in steps(), cut in any::<bool>()) {
        let (outbox, watcher) = watched(128 * 1024);
        let told = || watcher.0.lock().expect("no panic").clone();
        let mut held = true;
        for step in &steps {
            let overflowed = outbox.status().overflowed;
            take(&outbox, step);
            held &= overflowed || !matches!(step, Step::Open);
            if held && !outbox.status().overflowed {
                prop_assert!(told().is_empty(), "held back");
            }
        }
        if held && (cut || outbox.status().overflowed) {
            // What was held back for an accepted connection is for no other.
            let before = told();
            outbox.cut();
            prop_assert_eq!(told(), before);
            return Ok(());
        }
        outbox.seal();
        let told = told();
        prop_assert!(told == outbox.take_waiting(), "{} bytes were told", told.len());
    }
}
