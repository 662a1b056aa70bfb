//! Publishing faster than a group's members are written to.

use std::sync::Arc;

use futures_util::FutureExt;

use super::{
    Registry,
    tests::{envelope, session, settle},
};
use crate::layer::{Address, ChannelLayer, Deliver, Envelope, InMemoryLayer};

#[tokio::test]
async fn publishers_wait_until_what_is_pending_was_delivered() {
    let layer = InMemoryLayer::new();
    let registry = Arc::new(Registry::new(Arc::new(layer.clone())));
    registry.run_on(tokio::runtime::Handle::current());
    layer.attach(&registry.node, registry.clone()).await.expect("it is always up");
    let session = session(&registry, 0);
    session.connection.outbox.open();
    let to = Address::Group("group");

    registry.room(to).now_or_never().expect("a group without members has nothing pending");
    let membership = registry.join(session.clone(), "group");
    let large = Envelope { body: "x".repeat(60_000), ..Envelope::clone(&envelope(0, &session, true)) };
    let large = Arc::new(large);
    for _ in 0..3 {
        registry.room(to).now_or_never().expect("little is pending");
        registry.deliver(to, large.clone());
    }
    assert!(registry.room(to).now_or_never().is_none());
    registry.room(Address::Group("another")).now_or_never().expect("nothing is pending there");

    // Nobody but the flush wakes who waits.
    registry.room(to).await;
    settle(&registry).await;
    membership.leave().expect("it was the last").await.expect("the layer is up");
    assert_eq!(registry.group_count(), 0);
}
