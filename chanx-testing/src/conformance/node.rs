//! A node that remembers what it was delivered.

use std::{
    fmt::Debug,
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    time::Duration,
};

use chanx_core::layer::{
    Address, ChannelLayer, ChannelName, Deliver, Delivered, Envelope, EnvelopeKind, LayerError, LayerFuture,
    NodeId,
};
use tokio::{
    sync::{mpsc, watch},
    time::timeout,
};

const TIMEOUT: Duration = Duration::from_secs(5);
/// How long nothing must come for it to count as nothing.
pub(super) const QUIET: Duration = Duration::from_millis(200);

/// What stands for the address of all nodes.
pub(super) const NODES: &str = "all nodes";

/// One node of an application.
pub(super) struct Node<'l> {
    promise: &'static str,
    pub(super) layer: &'l dyn ChannelLayer,
    pub(super) id: NodeId,
    inbox: Arc<Inbox>,
    delivered: mpsc::UnboundedReceiver<Arrival>,
}

/// Where an envelope was for, and the envelope.
type Arrival = (String, Arc<Envelope>);

struct Inbox {
    arrivals: mpsc::UnboundedSender<Arrival>,
    /// Whether the node is full.
    full: watch::Sender<bool>,
    /// Envelopes that came while it was.
    beyond: AtomicUsize,
}

impl Deliver for Inbox {
    fn deliver(&self, to: Address<'_>, envelope: Arc<Envelope>) -> Delivered {
        let to = match to {
            Address::Group(group) => group.to_owned(),
            Address::Channel(name) => name.as_str().to_owned(),
            Address::Nodes => NODES.to_owned(),
        };
        let _ = self.arrivals.send((to, envelope));
        let mut full = self.full.subscribe();
        if !*full.borrow() {
            return Delivered::Taken;
        }
        self.beyond.fetch_add(1, Relaxed);
        Delivered::Full(Box::pin(async move {
            let _ = full.wait_for(|full| !full).await;
        }))
    }
}

impl<'l> Node<'l> {
    pub(super) fn new(promise: &'static str, layer: &'l dyn ChannelLayer) -> Self {
        let (arrivals, delivered) = mpsc::unbounded_channel();
        let inbox = Inbox { arrivals, full: watch::Sender::new(false), beyond: AtomicUsize::new(0) };
        Self { promise, layer, id: NodeId::random(), inbox: Arc::new(inbox), delivered }
    }

    /// Says from now on that it is full, or that it has room.
    pub(super) fn set_full(&self, full: bool) {
        self.inbox.full.send_replace(full);
    }

    /// How many envelopes it was given although it was full.
    pub(super) fn beyond(&self) -> usize {
        self.inbox.beyond.load(Relaxed)
    }

    /// Connects it to its layer.
    pub(super) async fn attach(&self) {
        self.done(self.layer.attach(&self.id, self.inbox.clone())).await;
    }

    pub(super) async fn subscribe(&self, group: &str) {
        self.done(self.layer.subscribe(&self.id, group)).await;
    }

    pub(super) async fn unsubscribe(&self, group: &str) {
        self.done(self.layer.unsubscribe(&self.id, group)).await;
    }

    pub(super) async fn detach(&self) {
        self.done(self.layer.detach(&self.id)).await;
    }

    pub(super) async fn publish(&self, to: Address<'_>, envelope: Envelope) {
        self.done(self.layer.publish(to, Arc::new(envelope))).await;
    }

    /// Makes the call, and looks at its answer once; what is left of it may be waited for, or dropped.
    pub(super) async fn begin_publish(&self, to: Address<'_>, envelope: Envelope) -> Option<LayerFuture> {
        let mut call = self.layer.publish(to, Arc::new(envelope));
        match poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await {
            Poll::Pending => Some(call),
            Poll::Ready(Ok(())) => None,
            Poll::Ready(Err(error)) => self.breach(&format!("a call failed: {error}")),
        }
    }

    /// A connection's name on this node.
    pub(super) fn channel(&self) -> ChannelName {
        ChannelName::new(format!("{}.7", self.id.as_str()))
    }

    /// Waits for a call that must succeed.
    pub(super) async fn done(&self, call: LayerFuture) {
        match timeout(TIMEOUT, call).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.breach(&format!("a call failed: {error}")),
            Err(_) => self.breach(&format!("a call took longer than {TIMEOUT:?}")),
        }
    }

    /// Waits for a call that must fail.
    pub(super) async fn refused(&self, call: LayerFuture) -> LayerError {
        match timeout(TIMEOUT, call).await {
            Ok(Err(error)) => error,
            Ok(Ok(())) => self.breach("a call succeeded"),
            Err(_) => self.breach(&format!("a call took longer than {TIMEOUT:?}")),
        }
    }

    /// Asserts what comes next.
    pub(super) async fn assert_delivered(&mut self, to: &str, envelope: &Envelope) {
        match timeout(TIMEOUT, self.delivered.recv()).await {
            Ok(Some((address, found))) => {
                self.assert_eq(&address.as_str(), &to);
                self.assert_eq(&*found, envelope);
            }
            _ => self.breach(&format!("nothing came, not {envelope:?}")),
        }
    }

    /// Asserts that nothing comes.
    pub(super) async fn refute_delivered(&mut self) {
        if let Ok(Some((to, envelope))) = timeout(QUIET, self.delivered.recv()).await {
            self.breach(&format!("something came to `{to}`: {envelope:?}"));
        }
    }

    pub(super) fn assert_eq<T: PartialEq + Debug>(&self, found: &T, expected: &T) {
        if found != expected {
            self.breach(&format!("{found:?}, not {expected:?}"));
        }
    }

    fn breach(&self, what: &str) -> ! {
        panic!("the layer breaks \"{}\": {what}", self.promise)
    }
}

/// A group's name that no other check uses.
pub(super) fn group() -> String {
    format!("group_{}", NodeId::random().as_str())
}

/// A message whose body tells a number.
pub(super) fn message(number: usize) -> Envelope {
    with_body(format!(r#"{{"action":"count","payload":{number}}}"#))
}

pub(super) fn with_body(body: String) -> Envelope {
    Envelope::new(EnvelopeKind::Message, "count", body)
}
