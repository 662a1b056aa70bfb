//! Models of what threads share here, explored by loom: `cargo xtask loom`.
//!
//! A model runs the code itself, once for each way in which its threads may interleave, with at most as many preemptions as
//! [`model`] says.

use std::{pin::pin, sync::Arc};

use futures_util::FutureExt;
use loom::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use super::{
    Registry,
    flush::Flush,
    group::{Group, ROOM},
    subscription::Subscription,
    tests::{envelope, numbers, session_of},
};
use crate::{
    layer::{ChannelName, Delivered, Envelope, EnvelopeKind, InMemoryLayer},
    link::SessionHandle,
};

fn model(run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(run);
}

fn group() -> Arc<Group> {
    Arc::new(Group::new("group".into(), Subscription::new(Box::pin(std::future::ready(Ok(()))))))
}

fn member(number: usize) -> Arc<SessionHandle> {
    let session = session_of(ChannelName::new(format!("n.{number}")), None);
    session.connection.outbox.open();
    session
}

/// Runs a flush to its end, on the thread that began it.
fn run(flush: Flush) {
    let mut flush = pin!(flush.run());
    // It always has something to do. Were loom told of its turns, it would let the other threads run there to their end,
    // and nowhere else.
    while flush.as_mut().now_or_never().is_none() {}
}

/// Publishes an envelope of that number, and runs the flush where it must begin.
fn publish(group: &Arc<Group>, number: usize, by: &SessionHandle) {
    let (delivered, begins) = group.publish(envelope(number, by, false));
    // Whether there is room is for those to heed who publish much.
    drop(delivered);
    if begins {
        run(Flush::of(group.clone()));
    }
}

fn received(by: &SessionHandle) -> Vec<usize> {
    numbers(&by.connection.outbox.take_waiting())
}

#[test]
fn what_two_publish_at_once_reaches_each_member_once_and_in_order() {
    model(|| {
        let (group, member) = (group(), member(0));
        group.join(member.clone());
        let other = thread::spawn({
            let (group, member) = (group.clone(), member.clone());
            move || publish(&group, 3, &member)
        });
        publish(&group, 1, &member);
        publish(&group, 2, &member);
        other.join().unwrap();
        assert!(!group.is_flushing());
        let mut received = received(&member);
        let ordered: Vec<_> = received.iter().copied().filter(|number| *number != 3).collect();
        assert_eq!(ordered, [1, 2]);
        received.sort_unstable();
        assert_eq!(received, [1, 2, 3]);
    });
}

#[test]
fn who_joins_or_leaves_meanwhile_takes_nothing_from_others_and_gets_nothing_twice() {
    model(|| {
        let (group, steady, leaver, joiner) = (group(), member(0), member(1), member(2));
        group.join(steady.clone());
        let key = group.join(leaver.clone());
        let other = thread::spawn({
            let (group, joiner) = (group.clone(), joiner.clone());
            move || {
                group.leave(key);
                group.join(joiner);
            }
        });
        publish(&group, 1, &steady);
        publish(&group, 2, &steady);
        other.join().unwrap();
        publish(&group, 3, &steady);
        assert_eq!(received(&steady), [1, 2, 3]);
        // Whoever joins lacks a beginning, whoever leaves an end.
        assert!([1, 2, 3].ends_with(&received(&joiner)));
        assert!([1, 2].starts_with(&received(&leaver)));
    });
}

#[test]
fn a_flush_that_is_cut_off_leaves_all_of_it_to_the_next() {
    model(|| {
        let (group, members) = (group(), [member(0), member(1)]);
        for member in &members {
            group.join(member.clone());
        }
        let other = thread::spawn({
            let (group, by) = (group.clone(), members[0].clone());
            move || publish(&group, 2, &by)
        });
        let (_, begins) = group.publish(envelope(1, &members[0], false));
        if begins {
            // It has been to the first member when its runtime drops it.
            let mut cut = Box::pin(Flush::of(group.clone()).run());
            assert!(cut.as_mut().now_or_never().is_none());
            drop(cut);
        }
        other.join().unwrap();
        publish(&group, 3, &members[0]);
        assert!(!group.is_flushing());
        for member in members {
            let mut received = received(&member);
            received.sort_unstable();
            assert_eq!(received, [1, 2, 3]);
        }
    });
}

#[test]
fn whoever_waits_for_room_is_told_of_it() {
    model(|| {
        let (group, member) = (group(), member(0));
        group.join(member.clone());
        let large = Envelope { body: "x".repeat(ROOM), ..Envelope::clone(&envelope(1, &member, false)) };
        let other = thread::spawn({
            let (group, member) = (group.clone(), member.clone());
            move || publish(&group, 2, &member)
        });
        let (delivered, begins) = group.publish(Arc::new(large));
        if begins {
            run(Flush::of(group));
        }
        other.join().unwrap();
        let Delivered::Full(room) = delivered else { panic!("all room is taken") };
        room.now_or_never().expect("it was taken");
    });
}

/// The order of an application is given by `apply_revocation` after it has changed what permissions say; a session reads
/// the epoch before it asks them.
#[test]
fn an_order_to_a_session_that_is_being_let_in_is_never_missed() {
    model(|| {
        let registry = Arc::new(Registry::new(Arc::new(InMemoryLayer::new())));
        let allowed = Arc::new(AtomicBool::new(true));
        let revoking = thread::spawn({
            let (registry, allowed) = (registry.clone(), allowed.clone());
            move || {
                allowed.store(false, Ordering::Release);
                let mut order = Envelope::new(EnvelopeKind::Reauthorize, "", "");
                order.user = Some("ann".into());
                registry.apply_revocation(&order);
            }
        });
        let epoch = registry.epoch();
        let let_in = allowed.load(Ordering::Acquire);
        let session = session_of(ChannelName::new("n.0"), Some("ann"));
        if let_in {
            registry.enrol(&session, epoch);
        }
        revoking.join().unwrap();
        assert!(!let_in || session.orders.take_recheck(), "it stays by what held before");
    });
}
