//! Joining and leaving while the layer takes its time.

use std::sync::Mutex;

use futures_util::{FutureExt, future::join_all};
use tokio::{
    sync::oneshot::{Receiver, Sender, channel},
    time::{Instant, sleep},
};

use super::*;
use crate::{
    groups::tests::session,
    layer::{Address, ChannelLayer, Deliver, Envelope, Health, LayerFuture, NodeId},
};

/// The settings of a connection that may be in so many groups.
fn most(max_groups: usize) -> Settings {
    Settings { max_groups, ..Settings::default() }
}

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
    let (session, memberships, settings) = (session(&registry, 0), Memberships::new(), most(9));
    let mut first = Box::pin(memberships.join(&registry, &session, "group", &settings));
    let mut second = Box::pin(memberships.join(&registry, &session, "group", &settings));
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
    let (session, memberships, settings) = (session(&registry, 0), Memberships::new(), most(9));
    drop(let_go.pop());
    memberships.join(&registry, &session, "one", &settings).await.expect("the layer is up");
    assert!(memberships.join(&registry, &session, "two", &settings).now_or_never().is_none());
    assert_eq!((memberships.groups(), registry.group_count()), (vec!["one".to_owned()], 1));
}

#[tokio::test]
async fn joins_run_together_and_keep_their_order_and_their_limit() {
    let (registry, let_go) = Slow::with(2);
    let (session, memberships, settings) = (session(&registry, 0), Memberships::new(), most(2));
    let join = |group| memberships.join(&registry, &session, group, &settings);
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
    let (session, memberships, settings) = (session(&registry, 0), Memberships::new(), most(9));
    let mut joining = Box::pin(memberships.join(&registry, &session, "group", &settings));
    assert!(joining.as_mut().now_or_never().is_none());
    memberships.leave_all();
    assert_eq!(registry.group_count(), 0);
    drop(let_go);
    let joined = joining.now_or_never().expect("it was answered");
    assert!(joined.is_err_and(|error| error.is_closed()));
}

#[tokio::test(start_paused = true)]
async fn a_layer_that_hangs_delays_leaving_a_group_as_long_as_it_may_and_the_end_not_at_all() {
    let (registry, let_go) = Slow::with(2);
    drop(let_go);
    let (session, memberships, settings) = (session(&registry, 0), Memberships::new(), most(9));
    for group in ["one", "two"] {
        memberships.join(&registry, &session, group, &settings).await.expect("the layer is up");
    }
    let (begun, limit) = (Instant::now(), Duration::from_secs(7));
    assert!(memberships.leave("one", limit).await.is_err_and(|error| error.is_timeout()));
    assert_eq!((begun.elapsed(), registry.group_count()), (limit, 1));
    memberships.leave_all();
    assert_eq!(registry.group_count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_join_fails_when_the_layer_does_not_answer_in_time() {
    let (registry, let_go) = Slow::with(1);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    let settings = Settings { layer_timeout: Duration::from_secs(7), ..Settings::default() };
    let begun = Instant::now();
    let joined = memberships.join(&registry, &session, "group", &settings).await;
    assert!(joined.is_err_and(|error| error.is_layer() && error.is_timeout()));
    assert_eq!((begun.elapsed(), registry.group_count()), (settings.layer_timeout, 0));
    assert!(memberships.groups().is_empty());
    drop(let_go);
}

#[tokio::test(start_paused = true)]
async fn an_answer_at_the_last_moment_is_in_time() {
    let (registry, mut let_go) = Slow::with(1);
    let (session, memberships) = (session(&registry, 0), Memberships::new());
    let settings = Settings { layer_timeout: Duration::from_secs(7), ..Settings::default() };
    let answer = let_go.pop();
    tokio::spawn(async move {
        sleep(Duration::from_millis(6_999)).await;
        drop(answer);
    });
    memberships.join(&registry, &session, "group", &settings).await.expect("it was answered");
}

/// Else nobody could join a group whose answer was lost for as long as others keep trying.
#[tokio::test(start_paused = true)]
async fn after_an_answer_was_lost_the_next_to_join_asks_anew_although_others_still_wait() {
    let (registry, mut let_go) = Slow::with(2);
    let settings = Settings { layer_timeout: Duration::from_secs(7), ..Settings::default() };
    let guests: Vec<_> = (0..3).map(|number| (session(&registry, number), Memberships::new())).collect();
    let join = |number: usize| {
        let (session, memberships) = &guests[number];
        Box::pin(memberships.join(&registry, session, "group", &settings))
    };
    let mut first = join(0);
    assert!(first.as_mut().now_or_never().is_none());
    sleep(Duration::from_secs(6)).await;
    let mut second = join(1);
    assert!(second.as_mut().now_or_never().is_none());
    first.await.expect_err("it is never answered");
    let mut third = join(2);
    assert!(third.as_mut().now_or_never().is_none());
    // The second subscription is answered, the first never.
    let lost = let_go.pop();
    drop(let_go.pop());
    third.await.expect("it was answered");
    second.await.expect_err("it waits for the first");
    assert_eq!(registry.group_count(), 1);
    drop(lost);
}
