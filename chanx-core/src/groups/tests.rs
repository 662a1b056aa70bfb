//! The registry against a simple model: who is in which group, and what each has received.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use proptest::prelude::*;

use super::{Membership, Registry};
use crate::{
    layer::{Address, ChannelLayer, ChannelName, Deliver, Delivered, Envelope, EnvelopeKind, InMemoryLayer},
    link::{ConnectionHandle, Inbox, Outbox, SessionHandle},
    message::{Message, PingMessage},
    wire::WireFormat,
};

const CONNECTIONS: usize = 5;
const GROUPS: [&str; 3] = ["a", "b", "c"];

#[derive(Debug, Clone)]
enum Step {
    Join(usize, usize),
    Leave(usize, usize),
    Publish {
        group: usize,
        sender: usize,
        exclude: bool,
    },
    /// Lets the flushes run.
    Settle,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let group = 0..GROUPS.len();
    let step = prop_oneof![
        (0..CONNECTIONS, group.clone()).prop_map(|(connection, group)| Step::Join(connection, group)),
        (0..CONNECTIONS, group.clone()).prop_map(|(connection, group)| Step::Leave(connection, group)),
        (group, 0..CONNECTIONS, any::<bool>()).prop_map(|(group, sender, exclude)| Step::Publish {
            group,
            sender,
            exclude
        }),
        Just(Step::Settle),
    ];
    prop::collection::vec(step, 0..60)
}

pub(crate) fn session(registry: &Registry, number: usize) -> Arc<SessionHandle> {
    session_of(ChannelName::new(format!("{}.{number}", registry.node.as_str())), None)
}

pub(super) fn session_of(name: ChannelName, user: Option<&str>) -> Arc<SessionHandle> {
    let connection = ConnectionHandle::new(Outbox::new(None, usize::MAX));
    let format = Arc::new(WireFormat::sending(&[&PingMessage::INFO]));
    Arc::new(SessionHandle::new(name, user.map(Arc::from), format, Inbox::new(usize::MAX), connection.into()))
}

/// Numbers the messages, so that order and loss show.
pub(super) fn envelope(number: usize, sender: &SessionHandle, exclude_current: bool) -> Arc<Envelope> {
    let mut envelope = Envelope::new(EnvelopeKind::Message, "ping", format!("#{number:04};"));
    envelope.sender = Some((&sender.name).into());
    envelope.exclude_current = exclude_current;
    Arc::new(envelope)
}

struct Node;

impl Deliver for Node {
    fn deliver(&self, _: Address<'_>, _: Arc<Envelope>) -> Delivered {
        Delivered::Taken
    }
}

async fn agrees(steps: Vec<Step>) {
    let layer = InMemoryLayer::new();
    let registry = Arc::new(Registry::new(Arc::new(layer.clone())));
    registry.run_on(tokio::runtime::Handle::current());
    layer.attach(&registry.node, Arc::new(Node)).await.expect("it is always up");
    let sessions: Vec<_> = (0..CONNECTIONS).map(|number| session(&registry, number)).collect();
    for session in &sessions {
        session.connection.outbox.open();
    }

    let mut real: BTreeMap<(usize, usize), Membership> = BTreeMap::new();
    // The model: members by group with the number of the message that is the first they may get, and what
    // is published but not yet flushed.
    let mut members: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut pending: Vec<(usize, usize, usize, bool)> = Vec::new();
    let mut expected: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut number = 0;

    for step in steps.into_iter().chain([Step::Settle]) {
        match step {
            Step::Join(connection, group) => {
                if let Entry::Vacant(place) = real.entry((group, connection)) {
                    let joined = place.insert(registry.join(sessions[connection].clone(), GROUPS[group]));
                    joined.subscribed().await.expect("the layer is up");
                    members.insert((group, connection), number);
                }
            }
            Step::Leave(connection, group) => {
                if let Some(membership) = real.remove(&(group, connection)) {
                    drop(membership);
                    members.remove(&(group, connection));
                }
            }
            Step::Publish { group, sender, exclude } => {
                let to = Address::Group(GROUPS[group]);
                // Whether there is room is for publishers to heed.
                let _ = registry.deliver(to, envelope(number, &sessions[sender], exclude));
                // A group without members has nothing pending.
                if members.keys().any(|(of, _)| *of == group) {
                    pending.push((number, group, sender, exclude));
                }
                number += 1;
            }
            Step::Settle => {
                settle(&registry).await;
                for (number, group, sender, exclude) in pending.drain(..) {
                    for ((_, connection), first) in members.range((group, 0)..(group + 1, 0)) {
                        if *first <= number && !(exclude && *connection == sender) {
                            expected.entry((group, *connection)).or_default().push(number);
                        }
                    }
                }
            }
        }
    }
    for (connection, session) in sessions.iter().enumerate() {
        let received = numbers(&session.connection.outbox.take_waiting());
        let mut all: Vec<usize> = Vec::new();
        for ((_, of), numbers) in &expected {
            if *of == connection {
                // Within a group the order is the publisher's.
                let mut rest = received.iter();
                assert!(numbers.iter().all(|number| rest.any(|got| got == number)), "order within a group");
                all.extend(numbers);
            }
        }
        let mut sorted = received.clone();
        sorted.sort_unstable();
        all.sort_unstable();
        assert_eq!(sorted, all, "connection {connection}");
    }
    assert_eq!(
        registry.group_count(),
        real.keys().map(|(group, _)| group).collect::<std::collections::BTreeSet<_>>().len()
    );
}

/// Flushes run on this very thread: they are done once each has had its turns.
pub(super) async fn settle(registry: &Registry) {
    while registry.is_flushing() {
        tokio::task::yield_now().await;
    }
}

pub(super) fn numbers(frames: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(frames);
    text.split('#').skip(1).filter_map(|part| part.get(..4)?.parse().ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_registry_agrees_with_a_simple_model(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(agrees(steps));
    }
}
