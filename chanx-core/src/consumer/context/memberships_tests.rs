//! Joining and leaving while the layer takes its time.

use std::sync::Mutex;

use futures_util::FutureExt;
use tokio::sync::oneshot::{Receiver, Sender, channel};

use super::*;
use crate::{
    groups::tests::session,
    layer::{Address, ChannelLayer, Deliver, Envelope, Health, NodeId},
};

/// A layer that answers each subscription when it is let, and never the end of one.
#[derive(Debug)]
struct Slow {
    answers: Mutex<Vec<Receiver<()>>>,
}

impl Slow {
    /// With as many subscriptions to answer, the last one first.
    fn with(most: usize) -> (Arc<Registry>, Vec<Sender<()>>) {
        let (let_go, answers) = (0..most).map(|_| channel()).unzip();
        (Arc::new(Registry::new(Arc::new(Self { answers: Mutex::new(answers) }))), let_go)
    }
}

impl ChannelLayer for Slow {
    fn attach(&self, _: &NodeId, _: Arc<dyn Deliver>) -> LayerFuture {
        Box::pin(async { Ok(()) })
    }

    fn detach(&self, _: &NodeId) -> LayerFuture {
        Box::pin(async { Ok(()) })
    }

    fn subscribe(&self, _: &NodeId, _: &str) -> LayerFuture {
        let answer = self.answers.lock().unwrap().pop().expect("no more subscriptions");
        Box::pin(async {
            let _ = answer.await;
            Ok(())
        })
    }

    fn unsubscribe(&self, _: &NodeId, _: &str) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn publish(&self, _: Address<'_>, _: Arc<Envelope>) -> LayerFuture {
        Box::pin(async { Ok(()) })
    }

    fn health(&self) -> Health {
        Health::Up
    }
}

#[tokio::test]
async fn whoever_waits_for_a_join_that_is_given_up_joins_anew() {
    let (registry, mut let_go) = Slow::with(2);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    let mut first = Box::pin(memberships.join(&registry, &session, "group", 9));
    let mut second = Box::pin(memberships.join(&registry, &session, "group", 9));
    assert!(first.as_mut().now_or_never().is_none());
    assert!(second.as_mut().now_or_never().is_none());
    assert_eq!(memberships.groups(), ["group"], "both wait for one membership");
    drop(first);
    assert_eq!(registry.group_count(), 0);
    drop(let_go.pop());
    assert!(second.as_mut().now_or_never().is_none(), "it waits for a subscription of its own");
    assert_eq!(memberships.groups(), ["group"]);
    drop(let_go.pop());
    second.now_or_never().expect("it was answered").expect("the layer is up");
    assert_eq!(memberships.groups(), ["group"]);
}

#[tokio::test]
async fn a_join_that_is_given_up_leaves_the_other_groups_alone() {
    let (registry, mut let_go) = Slow::with(2);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    drop(let_go.pop());
    memberships.join(&registry, &session, "one", 9).await.expect("the layer is up");
    assert!(memberships.join(&registry, &session, "two", 9).now_or_never().is_none());
    assert_eq!((memberships.groups(), registry.group_count()), (vec!["one".to_owned()], 1));
}

#[tokio::test]
async fn joins_run_together_and_keep_their_order_and_their_limit() {
    let (registry, let_go) = Slow::with(2);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    let join = |group| memberships.join(&registry, &session, group, 2);
    let mut joins = Box::pin(join_all([join("b"), join("a"), join("c")]));
    assert!(joins.as_mut().now_or_never().is_none());
    assert_eq!(memberships.groups(), ["b", "a"]);
    drop(let_go);
    let joined = joins.now_or_never().expect("all were answered");
    assert!(joined[0].is_ok() && joined[1].is_ok() && joined[2].is_err(), "{joined:?}");
}

#[tokio::test]
async fn a_join_that_the_end_of_the_connection_overtakes_fails() {
    let (registry, let_go) = Slow::with(1);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    let mut joining = Box::pin(memberships.join(&registry, &session, "group", 9));
    assert!(joining.as_mut().now_or_never().is_none());
    let left = memberships.leave_all();
    assert_eq!((left.len(), registry.group_count()), (1, 0));
    drop(let_go);
    let joined = joining.now_or_never().expect("it was answered");
    assert!(joined.is_err_and(|error| error.is_closed()));
}

#[tokio::test(start_paused = true)]
async fn a_layer_that_hangs_delays_leaving_as_long_as_it_may() {
    let (registry, let_go) = Slow::with(2);
    drop(let_go);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    for group in ["one", "two"] {
        memberships.join(&registry, &session, group, 9).await.expect("the layer is up");
    }
    let (begun, limit) = (tokio::time::Instant::now(), Duration::from_secs(7));
    assert!(memberships.leave("one", limit).await.is_err());
    assert_eq!((begun.elapsed(), registry.group_count()), (limit, 1));
    hear(memberships.leave_all(), limit).await;
    assert_eq!((begun.elapsed(), registry.group_count()), (limit * 2, 0));
}
