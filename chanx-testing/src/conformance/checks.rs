//! One check per promise.

use std::{future::Future, pin::Pin};

use chanx_core::layer::{Address, Count, EnvelopeKind, Health, Position};

use super::node::{NODES, Node, QUIET, group, message, with_body};

type Checking<'l> = Pin<Box<dyn Future<Output = ()> + 'l>>;
type Check = for<'l> fn(Node<'l>, Node<'l>) -> Checking<'l>;

/// Each promise in words, and its check.
pub(super) const ALL: &[(&str, Check)] = &[
    ("a layer that works says so", |a, b| Box::pin(health(a, b))),
    ("a group's envelope reaches each subscribed node, once", |a, b| Box::pin(once_each(a, b))),
    ("nothing reaches a node that is not subscribed", |a, b| Box::pin(not_subscribed(a, b))),
    ("nothing reaches a node that unsubscribed", |a, b| Box::pin(unsubscribed(a, b))),
    ("unsubscribing from what is not subscribed is no error", |a, b| Box::pin(never_subscribed(a, b))),
    ("subscribing twice is as good as once", |a, b| Box::pin(subscribed_twice(a, b))),
    ("nothing reaches a node that detached", |a, b| Box::pin(detached(a, b))),
    ("subscribing before attaching is an error", |a, b| Box::pin(not_attached(a, b))),
    ("a detached node attaches anew, without its subscriptions", |a, b| Box::pin(attached_anew(a, b))),
    ("one publisher's envelopes to one address keep their order", |a, b| Box::pin(order(a, b))),
    ("a node that is full gets all of it, in order, once it has room", |a, b| Box::pin(full(a, b))),
    ("a node that is full holds up no other node", |a, b| Box::pin(beside_full(a, b))),
    ("a publisher that gives up waiting for room has published", |a, b| Box::pin(given_up(a, b))),
    ("calls take effect in the order in which they were made", |a, b| Box::pin(call_order(a, b))),
    ("a channel's envelope reaches its node alone", |a, b| Box::pin(channel(a, b))),
    ("what is for all nodes reaches each that is attached, once", |a, b| Box::pin(all_nodes(a, b))),
    ("publishing to no one is no error", |a, b| Box::pin(to_no_one(a, b))),
    ("groups do not mix", |a, b| Box::pin(two_groups(a, b))),
    ("an envelope arrives as it was published", |a, b| Box::pin(intact(a, b))),
    ("group names are any text of up to 255 bytes", |a, b| Box::pin(names(a, b))),
];

async fn health(one: Node<'_>, other: Node<'_>) {
    for node in [&one, &other] {
        node.attach().await;
        node.assert_eq(&node.layer.health(), &Health::Up);
    }
}

async fn once_each(mut one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    one.publish(Address::Group(&group), message(1)).await;
    for node in [&mut one, &mut other] {
        node.assert_delivered(&group, &message(1)).await;
        node.refute_delivered().await;
    }
}

async fn not_subscribed(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    one.attach().await;
    other.attach().await;
    one.subscribe(&group).await;
    one.publish(Address::Group(&group), message(1)).await;
    other.refute_delivered().await;
}

async fn unsubscribed(mut one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    other.unsubscribe(&group).await;
    one.publish(Address::Group(&group), message(1)).await;
    one.assert_delivered(&group, &message(1)).await;
    other.refute_delivered().await;
}

async fn never_subscribed(one: Node<'_>, other: Node<'_>) {
    one.attach().await;
    one.unsubscribe(&group()).await;
    other.unsubscribe(&group()).await;
}

async fn subscribed_twice(mut one: Node<'_>, other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    one.subscribe(&group).await;
    other.publish(Address::Group(&group), message(1)).await;
    one.assert_delivered(&group, &message(1)).await;
    one.refute_delivered().await;
    one.unsubscribe(&group).await;
    other.publish(Address::Group(&group), message(2)).await;
    one.refute_delivered().await;
}

async fn detached(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    other.detach().await;
    other.detach().await;
    one.publish(Address::Group(&group), message(1)).await;
    one.publish(Address::Channel(&other.channel()), message(2)).await;
    other.refute_delivered().await;
}

async fn not_attached(one: Node<'_>, other: Node<'_>) {
    other.attach().await;
    let error = one.refused(one.layer.subscribe(&one.id, &group())).await;
    one.assert_eq(&error.is_not_attached(), &true);
}

async fn attached_anew(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    other.detach().await;
    other.attach().await;
    one.publish(Address::Group(&group), message(1)).await;
    other.refute_delivered().await;
    other.subscribe(&group).await;
    one.publish(Address::Group(&group), message(2)).await;
    other.assert_delivered(&group, &message(2)).await;
}

async fn order(mut one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    for number in 0..500 {
        one.publish(Address::Group(&group), message(number)).await;
    }
    for number in 0..500 {
        one.assert_delivered(&group, &message(number)).await;
        other.assert_delivered(&group, &message(number)).await;
    }
}

/// Enough for a layer that buffers to notice.
const MANY: usize = 500;

async fn full(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    one.attach().await;
    other.attach().await;
    other.subscribe(&group).await;
    other.set_full(true);
    let publishing = async {
        for number in 0..MANY {
            one.publish(Address::Group(&group), message(number)).await;
        }
    };
    let receiving = async {
        other.assert_delivered(&group, &message(0)).await;
        tokio::time::sleep(QUIET).await;
        // A layer may have several on their way, and need not slow the publisher itself; but what it gives a node that is
        // full is no more than it had in hand.
        let beyond = other.beyond();
        other.assert_eq(&(beyond < MANY), &true);
        other.set_full(false);
        for number in 1..MANY {
            other.assert_delivered(&group, &message(number)).await;
        }
        other.refute_delivered().await;
    };
    tokio::join!(publishing, receiving);
}

async fn beside_full(mut one: Node<'_>, mut other: Node<'_>) {
    let (crowded, quiet) = (group(), group());
    both(&one, &other, &crowded).await;
    other.set_full(true);
    let waiting = one.begin_publish(Address::Group(&crowded), message(1)).await;
    one.assert_delivered(&crowded, &message(1)).await;
    one.subscribe(&quiet).await;
    one.publish(Address::Group(&quiet), message(2)).await;
    one.assert_delivered(&quiet, &message(2)).await;
    for node in [&one, &other] {
        node.assert_eq(&node.layer.health(), &Health::Up);
    }
    other.set_full(false);
    other.assert_delivered(&crowded, &message(1)).await;
    if let Some(waiting) = waiting {
        one.done(waiting).await;
    }
}

async fn given_up(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    other.set_full(true);
    for number in 0..3 {
        drop(one.begin_publish(Address::Group(&group), message(number)).await);
    }
    other.set_full(false);
    for number in 0..3 {
        other.assert_delivered(&group, &message(number)).await;
    }
    other.refute_delivered().await;
}

async fn call_order(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    one.attach().await;
    other.attach().await;
    // The futures are awaited in the wrong order.
    let subscribed = other.layer.subscribe(&other.id, &group);
    let left = other.layer.unsubscribe(&other.id, &group);
    let again = other.layer.subscribe(&other.id, &group);
    for call in [again, left, subscribed] {
        other.assert_eq(&call.await.is_ok(), &true);
    }
    let first = one.layer.publish(Address::Group(&group), message(1).into());
    let second = one.layer.publish(Address::Group(&group), message(2).into());
    one.assert_eq(&second.await.is_ok(), &true);
    one.assert_eq(&first.await.is_ok(), &true);
    other.assert_delivered(&group, &message(1)).await;
    other.assert_delivered(&group, &message(2)).await;
}

async fn channel(mut one: Node<'_>, mut other: Node<'_>) {
    one.attach().await;
    other.attach().await;
    let mut event = message(1);
    event.kind = EnvelopeKind::Event;
    let name = other.channel();
    one.publish(Address::Channel(&name), event.clone()).await;
    other.assert_delivered(name.as_str(), &event).await;
    other.refute_delivered().await;
    one.refute_delivered().await;
    let own = one.channel();
    one.publish(Address::Channel(&own), event.clone()).await;
    one.assert_delivered(own.as_str(), &event).await;
}

async fn all_nodes(mut one: Node<'_>, mut other: Node<'_>) {
    one.attach().await;
    one.publish(Address::Nodes, message(1)).await;
    other.attach().await;
    one.assert_delivered(NODES, &message(1)).await;
    let mut order = message(2);
    order.kind = EnvelopeKind::Reauthorize;
    order.user = Some("ann".into());
    one.publish(Address::Nodes, order.clone()).await;
    for node in [&mut one, &mut other] {
        node.assert_delivered(NODES, &order).await;
        node.refute_delivered().await;
    }
    other.detach().await;
    one.publish(Address::Nodes, message(3)).await;
    one.assert_delivered(NODES, &message(3)).await;
    other.refute_delivered().await;
}

async fn to_no_one(one: Node<'_>, other: Node<'_>) {
    one.attach().await;
    one.publish(Address::Group(&group()), message(1)).await;
    one.publish(Address::Channel(&other.channel()), message(1)).await;
}

async fn two_groups(mut one: Node<'_>, mut other: Node<'_>) {
    let (left, right) = (group(), group());
    one.attach().await;
    other.attach().await;
    one.subscribe(&left).await;
    other.subscribe(&right).await;
    one.publish(Address::Group(&left), message(1)).await;
    one.publish(Address::Group(&right), message(2)).await;
    one.assert_delivered(&left, &message(1)).await;
    other.assert_delivered(&right, &message(2)).await;
    one.refute_delivered().await;
    other.refute_delivered().await;
}

async fn intact(one: Node<'_>, mut other: Node<'_>) {
    let group = group();
    both(&one, &other, &group).await;
    let long = format!(r#"{{"payload":"{}"}}"#, "0123456789abcdef".repeat(65_536));
    for body in ["{}".to_owned(), r#"{"payload":"§ 日本 🦀 \" \\ \u0000 \n"}"#.to_owned(), long] {
        for (sender, user, exclude_current) in
            [(None, None, false), (Some("a.1"), Some("Ünal, \"u\" 7"), true)]
        {
            let mut envelope = with_body(body.clone());
            envelope.sender = sender.map(Into::into);
            envelope.user = user.map(Into::into);
            envelope.exclude_current = exclude_current;
            envelope.position = Some(Position { epoch: "one".into(), offset: u64::MAX });
            envelope.count = Some(Count { publisher: one.id.as_str().into(), value: 7 });
            one.publish(Address::Group(&group), envelope.clone()).await;
            other.assert_delivered(&group, &envelope).await;
        }
    }
}

async fn names(mut one: Node<'_>, other: Node<'_>) {
    let unique = group();
    let long = format!("{unique}{}", "x".repeat(255 - unique.len()));
    one.attach().await;
    other.attach().await;
    for name in [format!("{unique} § 日本 * > . : / \" \u{7f}"), long] {
        one.subscribe(&name).await;
        other.publish(Address::Group(&name), message(1)).await;
        one.assert_delivered(&name, &message(1)).await;
        one.refute_delivered().await;
    }
}

/// Attaches and subscribes both nodes.
async fn both(one: &Node<'_>, other: &Node<'_>, group: &str) {
    for node in [one, other] {
        node.attach().await;
        node.subscribe(group).await;
    }
}
