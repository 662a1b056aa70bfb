//! The server that the cases are about, with default settings but for the length of messages, and its members' comings and
//! goings.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use chanx::{
    layer::{Address, ChannelLayer, Deliver, Envelope, Health, InMemoryLayer, LayerFuture, NodeId},
    observe::{Closed, Observed, Observer},
    prelude::*,
};
use futures_util::stream::{self, Stream};
use tokio::{
    net::TcpListener,
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    time::{Instant, timeout_at},
};

/// Send me so many chunks.
#[message(action = "flow")]
pub(crate) struct FlowMessage(u64);

/// A thousand bytes.
#[message(action = "chunk")]
pub(crate) struct ChunkMessage(String);

/// Say something to the others.
#[message(action = "say")]
pub(crate) struct SayMessage;

/// Somebody said something.
#[message(action = "said", group)]
pub(crate) struct SaidMessage(String);

/// A connection.
#[derive(Default)]
pub(crate) struct Life;

#[consumer(
    public,
    state = Stage,
    groups("hall"),
    sends(SaidMessage),
    max_message_size = 8 * 1024 * 1024,
    max_frame_size = 8 * 1024 * 1024
)]
impl Life {
    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell(Event::Disconnected);
    }

    /// Streams.
    #[ws_handler]
    async fn flow(&self, message: FlowMessage) -> impl Stream<Item = ChunkMessage> + use<> {
        let chunk = "x".repeat(1000 - r#"{"action":"chunk","payload":""}"#.len());
        stream::iter((0..message.0).map(move |_| ChunkMessage(chunk.clone())))
    }

    /// Sends 2,000 characters to the others.
    #[ws_handler]
    async fn say(&self, _: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage("x".repeat(2000))).await
    }

    /// Tells the length.
    #[binary_handler]
    async fn upload(&self, bytes: Bytes) -> Text {
        Text(bytes.len().to_string())
    }
}

/// What happens to connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// One begins to end, with this code.
    Closing(u16),
    /// The hook of its consumer ran.
    Disconnected,
    /// The last member has left the group.
    Left,
}

/// Tells the test.
#[derive(Debug, Clone)]
pub(crate) struct Stage(UnboundedSender<(Instant, Event)>);

impl Stage {
    fn tell(&self, event: Event) {
        // A test that is over listens no more.
        let _told = self.0.send((Instant::now(), event));
    }
}

impl Observer for Stage {
    fn closing(&self, _: &Observed<'_>, closed: Closed) {
        self.tell(Event::Closing(closed.code));
    }
}

/// The layer in memory, which tells of groups that are left.
#[derive(Debug)]
struct Watched {
    layer: InMemoryLayer,
    stage: Stage,
}

impl ChannelLayer for Watched {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        self.layer.attach(node, deliver)
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.layer.detach(node)
    }

    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.layer.subscribe(node, group)
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.stage.tell(Event::Left);
        self.layer.unsubscribe(node, group)
    }

    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture {
        self.layer.publish(to, envelope)
    }

    fn health(&self) -> Health {
        self.layer.health()
    }
}

/// A server of one test's own.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    events: UnboundedReceiver<(Instant, Event)>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let (sender, events) = mpsc::unbounded_channel();
        let stage = Stage(sender);
        let app = App::new(stage.clone())
            .layer(Watched { layer: InMemoryLayer::new(), stage: stage.clone() })
            .observe(stage)
            .routes(router![path("life", Life)]);
        tokio::spawn(app.serve_with_shutdown(listener, std::future::pending()));
        Self { address, events }
    }

    /// Waits until this happens, and tells when it did; other events before it are skipped.
    pub(crate) async fn until(&mut self, event: Event, since: Instant, limit: Duration) -> Duration {
        loop {
            let (at, happened) = self.next(since, limit).await;
            if happened == event {
                return at - since;
            }
        }
    }

    /// Waits for the next event.
    pub(crate) async fn next(&mut self, since: Instant, limit: Duration) -> (Instant, Event) {
        let event = timeout_at(since + limit, self.events.recv()).await;
        event.expect("something happens in time").expect("the server runs")
    }

    /// What has happened, if anything has, and when.
    pub(crate) fn happened(&mut self) -> Option<(Instant, Event)> {
        self.events.try_recv().ok()
    }
}
