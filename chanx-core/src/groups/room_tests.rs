//! Publishing faster than a group's members are written to.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Wake, Waker},
};

use futures_util::FutureExt;
use tokio::runtime::{Builder, Runtime};

use super::{
    Membership, Registry,
    tests::{envelope, session, settle},
};
use crate::{
    layer::{Address, ChannelLayer, Deliver, Delivered, Envelope, InMemoryLayer, LayerFuture, Room},
    link::SessionHandle,
};

const GROUP: Address<'_> = Address::Group("group");

fn runtimes() -> [Runtime; 2] {
    [(); 2].map(|()| Builder::new_current_thread().build().expect("a runtime"))
}

/// Counts how often it was woken.
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Relaxed);
    }
}

/// A node whose runtime is the test's own, so that flushes run when the test lets them, with one member in the group.
struct Node {
    registry: Arc<Registry>,
    session: Arc<SessionHandle>,
    membership: Option<Membership>,
}

impl Node {
    async fn on(layer: &InMemoryLayer) -> Self {
        let registry = Arc::new(Registry::new(Arc::new(layer.clone())));
        registry.run_on(tokio::runtime::Handle::current());
        layer.attach(&registry.node, registry.clone()).await.expect("it is always up");
        let session = session(&registry, 0);
        session.connection.outbox.open();
        let membership = registry.join(session.clone(), "group");
        membership.subscribed().await.expect("it is always up");
        Self { registry, session, membership: Some(membership) }
    }

    fn large(&self) -> Arc<Envelope> {
        let large =
            Envelope { body: "x".repeat(60_000), ..Envelope::clone(&envelope(0, &self.session, false)) };
        Arc::new(large)
    }

    fn deliver(&self) -> Option<Room> {
        match self.registry.deliver(GROUP, self.large()) {
            Delivered::Taken => None,
            Delivered::Full(room) => Some(room),
        }
    }

    /// How many large envelopes its member has got.
    fn received(&self) -> usize {
        self.session.connection.outbox.take_waiting().len() / 60_000
    }
}

#[tokio::test]
async fn publishers_wait_until_what_is_pending_is_on_its_way() {
    let node = Node::on(&InMemoryLayer::new()).await;
    assert!(node.deliver().is_none() && node.deliver().is_none());
    let mut full = node.deliver().expect("180,000 bytes are pending");
    assert!(full.as_mut().now_or_never().is_none());
    assert!(matches!(node.registry.deliver(Address::Group("another"), node.large()), Delivered::Taken));
    // Nobody but the flush wakes who waits; what was delivered all the same is lost as little.
    full.await;
    settle(&node.registry).await;
    assert_eq!(node.received(), 3);
}

#[tokio::test]
async fn who_has_not_begun_to_wait_is_told_of_room_as_well_as_who_has() {
    let node = Node::on(&InMemoryLayer::new()).await;
    let full: Vec<Room> = (0..6).filter_map(|_| node.deliver()).collect();
    assert_eq!(full.len(), 4, "from the third on");
    settle(&node.registry).await;
    for room in full {
        room.now_or_never().expect("all of it was taken");
    }
    assert_eq!(node.received(), 6);
}

#[test]
fn publishers_on_other_nodes_wait_for_the_members_nodes() {
    let (layer, [one_runtime, other_runtime]) = (InMemoryLayer::new(), runtimes());
    let one = one_runtime.block_on(Node::on(&layer));
    let other = other_runtime.block_on(Node::on(&layer));
    let publish = || -> LayerFuture { layer.publish(GROUP, one.large()) };
    for _ in 0..2 {
        publish().now_or_never().expect("there is room").expect("it is always up");
    }
    let mut third = publish();
    assert!(third.as_mut().now_or_never().is_none());
    one_runtime.block_on(settle(&one.registry));
    assert!(third.as_mut().now_or_never().is_none(), "the other node is still full");
    other_runtime.block_on(settle(&other.registry));
    third.now_or_never().expect("both have room").expect("it is always up");
    assert_eq!((one.received(), other.received()), (3, 3));
}

#[tokio::test]
async fn one_publisher_leaves_no_more_behind_than_there_is_room_for() {
    let layer = InMemoryLayer::new();
    let node = Node::on(&layer).await;
    let mut most = 0;
    for _ in 0..200 {
        layer.publish(GROUP, node.large()).await.expect("it is always up");
        most = most.max(node.registry.pending("group"));
    }
    assert!(most < 128 * 1024, "{most} bytes");
    settle(&node.registry).await;
    assert_eq!(node.received(), 200);
}

#[tokio::test]
async fn who_waits_leaves_nothing_behind() {
    let node = Node::on(&InMemoryLayer::new()).await;
    let mut full: Vec<Room> = (0..100).filter_map(|_| node.deliver()).collect();
    let woken = Arc::new(Woken(AtomicUsize::new(0)));
    let waker = Waker::from(woken.clone());
    for _ in 0..10 {
        for room in &mut full {
            assert!(room.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        }
    }
    assert_eq!(Arc::strong_count(&woken), full.len() + 2, "one each, and the test's own two");
    drop(full);
    assert_eq!(Arc::strong_count(&woken), 2);
    settle(&node.registry).await;
    assert_eq!(woken.0.load(Relaxed), 0);
}

#[tokio::test]
async fn the_last_member_leaves_nobody_waiting() {
    let mut node = Node::on(&InMemoryLayer::new()).await;
    let full: Vec<Room> = (0..3).filter_map(|_| node.deliver()).collect();
    let left = node.membership.take().and_then(Membership::leave).expect("it was the last");
    left.await.expect("the layer is up");
    assert_eq!(node.registry.group_count(), 0);
    for room in full {
        room.await;
    }
}

#[test]
fn a_flush_that_ends_with_its_runtime_goes_on_where_it_was_on_another() {
    let (layer, [home, other]) = (InMemoryLayer::new(), runtimes());
    let node = home.block_on(Node::on(&layer));
    // More members than one turn of the flush takes.
    let rest: Vec<_> = (1..100).map(|number| session(&node.registry, number)).collect();
    let _memberships: Vec<_> =
        rest.iter().map(|session| node.registry.join(session.clone(), "group")).collect();
    let full: Vec<Room> = (0..3).filter_map(|_| node.deliver()).collect();
    home.block_on(tokio::task::yield_now());
    let reached = rest.iter().filter(|session| session.connection.outbox.status().waiting > 0).count();
    let held = || node.registry.is_flushing();
    assert!(held() && reached < 99, "{reached} members have it");
    let late = node.deliver();
    assert!(late.is_none());
    drop(home);
    assert!(!held());
    for room in full {
        room.now_or_never().expect("nobody is left to make room");
    }
    // The next to publish brings the rest, too.
    other.block_on(async {
        assert!(node.deliver().is_some());
        settle(&node.registry).await;
    });
    assert_eq!(node.received(), 5);
    for session in rest {
        assert_eq!(session.connection.outbox.take_waiting().len() / 60_000, 5, "{}", session.name);
    }
}
