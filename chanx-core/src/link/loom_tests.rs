//! Models of what a connection's task shares with whoever sends to it, explored by loom: `cargo xtask loom`.
//!
//! A wake-up that is missed shows as a deadlock.

use std::{future::poll_fn, sync::Arc, task::Poll};

use bytes::Bytes;
use loom::{future::block_on, thread};

use super::{ConnectionHandle, Inbox, Mail, Outbox, Refused, SessionHandle, frame::Head};
use crate::{
    layer::{ChannelName, Envelope, EnvelopeKind},
    settings::Settings,
    table::ConsumerInfo,
    wire::WireFormat,
};

fn model(run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(run);
}

fn open(limit: usize) -> Arc<Outbox> {
    let outbox = Outbox::new(None, limit);
    outbox.open();
    Arc::new(outbox)
}

fn session() -> Arc<SessionHandle> {
    let info = const { &ConsumerInfo::new("Modelled") };
    let format = Arc::new(WireFormat::new(info, std::iter::empty(), &Settings::default()));
    let connection = Arc::new(ConnectionHandle::new(Outbox::new(None, 1024)));
    Arc::new(SessionHandle::new(
        ChannelName::new("n.0"),
        Some("ann".into()),
        format,
        Inbox::new(1024),
        connection,
    ))
}

/// The connection's task, as it writes to its socket until it has written so many bytes. It says which task it is before it
/// looks at anything, so that whoever comes later wakes it.
fn write(outbox: &Outbox, bytes: usize) -> Vec<u8> {
    let mut written = Vec::new();
    block_on(poll_fn(|cx| {
        outbox.register(cx.waker());
        written.extend(outbox.take_waiting());
        if written.len() < bytes { Poll::Pending } else { Poll::Ready(()) }
    }));
    written
}

#[test]
fn the_task_sleeps_on_no_frame_whoever_brings_it() {
    model(|| {
        let outbox = open(1024);
        let group = thread::spawn({
            let outbox = outbox.clone();
            move || {
                outbox.deliver(&Bytes::from_static(b"1"));
                outbox.deliver(&Bytes::from_static(b"2"));
            }
        });
        // A concurrent handler sends, and wakes the task.
        let handler = thread::spawn({
            let outbox = outbox.clone();
            move || {
                outbox.try_send(Head::binary(1), b"3").expect("there is room");
                outbox.wake();
            }
        });
        let written = write(&outbox, 5);
        let delivered: Vec<_> = written.iter().filter(|byte| b"12".contains(byte)).collect();
        assert_eq!(delivered, [b"1" as &[u8], b"2"].concat().iter().collect::<Vec<_>>());
        group.join().unwrap();
        handler.join().unwrap();
    });
}

#[test]
fn the_task_hears_that_more_came_than_there_is_room_for() {
    model(|| {
        let outbox = open(64);
        let group = thread::spawn({
            let outbox = outbox.clone();
            move || {
                outbox.deliver(&Bytes::from_static(b"1"));
                outbox.deliver(&Bytes::from(vec![2; 64]));
            }
        });
        block_on(poll_fn(|cx| {
            outbox.register(cx.waker());
            if outbox.status().overflowed { Poll::Ready(()) } else { Poll::Pending }
        }));
        group.join().unwrap();
    });
}

#[test]
fn a_sender_that_waits_for_room_gets_it() {
    model(|| {
        let outbox = open(256);
        outbox.try_send(Head::binary(70), &[1; 70]).expect("nothing waits");
        let sender = thread::spawn({
            let outbox = outbox.clone();
            move || {
                let mut place = None;
                block_on(poll_fn(|cx| {
                    let sent = outbox.try_send(Head::binary(70), &[2; 70]).or_else(|_full| {
                        outbox.when_room(&mut place, cx.waker());
                        outbox.try_send(Head::binary(70), &[2; 70])
                    });
                    match sent {
                        Ok(()) => Poll::Ready(()),
                        Err(Refused::Full) => Poll::Pending,
                        Err(Refused::Closed) => panic!("nobody closes it"),
                    }
                }));
                outbox.wake();
            }
        });
        assert_eq!(write(&outbox, 144).len(), 144);
        sender.join().unwrap();
    });
}

#[test]
fn orders_and_events_wake_the_task_that_they_are_for() {
    model(|| {
        let session = session();
        let others = thread::spawn({
            let session = session.clone();
            move || {
                session.order_recheck();
                session.order_leave();
            }
        });
        let mut rechecked = false;
        block_on(poll_fn(|cx| {
            session.connection.outbox.register(cx.waker());
            // It leaves for good, whatever it has yet to look at.
            let leaves = session.orders.must_leave();
            rechecked |= session.orders.take_recheck();
            if leaves { Poll::Ready(()) } else { Poll::Pending }
        }));
        others.join().unwrap();
        assert!(rechecked || session.orders.take_recheck(), "no order is lost");
    });
}

#[test]
fn events_are_taken_in_their_order_and_none_is_lost() {
    model(|| {
        let (inbox, outbox) = (Arc::new(Inbox::new(1 << 20)), open(64));
        let raising = thread::spawn({
            let (inbox, outbox) = (inbox.clone(), outbox.clone());
            move || {
                for name in ["a", "b"] {
                    inbox.put(Arc::new(Envelope::new(EnvelopeKind::Event, name, "{}")));
                    outbox.wake();
                }
            }
        });
        let mut taken = Vec::new();
        block_on(poll_fn(|cx| {
            outbox.register(cx.waker());
            while let Mail::Event(event) = inbox.take() {
                taken.push(event.name.clone());
            }
            if taken.len() < 2 { Poll::Pending } else { Poll::Ready(()) }
        }));
        raising.join().unwrap();
        assert_eq!(taken, ["a", "b"]);
    });
}
