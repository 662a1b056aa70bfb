//! A channel layer that takes its time: what waits for its answers, and how long.

use std::{
    future::{Future, pending},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use chanx::{
    Settings,
    layer::{Address, ChannelLayer, Deliver, Envelope, Health, InMemoryLayer, LayerFuture, NodeId},
    prelude::*,
};
use chanx_testing::{Communicator, TestApp};
use tokio::time::{Instant, sleep};

const SLOW: Duration = Duration::from_secs(4);
const TRIP: Duration = Duration::from_millis(90);

/// A broker: by the beginning of a group's name it is slow (4 s), takes a round trip (90 ms), or never answers.
#[derive(Debug, Clone, Default)]
struct Broker {
    memory: InMemoryLayer,
    /// Never attaches a node.
    dead: bool,
}

fn answer(group: &str, word: &str, done: LayerFuture) -> LayerFuture {
    let wait = match group {
        group if group.starts_with("slow") => SLOW,
        group if group.starts_with("far") => TRIP,
        group if group.starts_with(word) => return Box::pin(pending()),
        _ => return done,
    };
    Box::pin(async move {
        sleep(wait).await;
        done.await
    })
}

impl ChannelLayer for Broker {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        if self.dead { Box::pin(pending()) } else { self.memory.attach(node, deliver) }
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.memory.detach(node)
    }

    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        answer(group, "unjoinable", self.memory.subscribe(node, group))
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        answer(group, "stuck", self.memory.unsubscribe(node, group))
    }

    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture {
        let done = self.memory.publish(to, envelope);
        match to {
            Address::Group(group) => answer(group, "mute", done),
            _ => done,
        }
    }

    fn health(&self) -> Health {
        self.memory.health()
    }
}

#[message(action = "join")]
struct JoinMessage(String);

#[message(action = "leave")]
struct LeaveMessage(String);

/// Joins in a task of its own.
#[message(action = "join_apart")]
struct JoinApartMessage(String);

/// Says something to these groups, or to the connection's own.
#[message(action = "say")]
struct SayMessage(Option<Vec<String>>);

/// What came of it: "done", "late" or "failed".
#[message(action = "outcome")]
struct OutcomeMessage(String);

#[message(action = "said", group)]
struct SaidMessage;

#[event(handler = "tick")]
struct TickEvent;

/// What the guests of a house share.
#[derive(Clone, Default)]
struct House {
    /// The groups that each connection is in from the beginning.
    groups: Vec<String>,
    gone: Arc<AtomicUsize>,
}

struct Guest;

#[consumer(public, state = House, sends(SaidMessage))]
impl Guest {
    async fn connect(_: &Context<Self>) -> Self {
        Self
    }

    async fn build_groups(&mut self, cx: &mut Context<Self>) -> Vec<String> {
        cx.state().groups.clone()
    }

    #[ws_handler]
    async fn join(JoinMessage(group): JoinMessage, cx: Context<Self>) -> OutcomeMessage {
        outcome(cx.join_group(&group).await)
    }

    #[ws_handler]
    async fn leave(LeaveMessage(group): LeaveMessage, cx: Context<Self>) -> OutcomeMessage {
        outcome(cx.leave_group(&group).await)
    }

    #[ws_handler]
    async fn join_apart(&self, JoinApartMessage(group): JoinApartMessage, cx: &mut Context<Self>) {
        let cx = cx.clone();
        tokio::spawn(async move { cx.join_group(&group).await });
    }

    #[ws_handler]
    async fn say(SayMessage(groups): SayMessage, cx: Context<Self>) -> OutcomeMessage {
        let sending = cx.send_group_message(SaidMessage).exclude_current(false);
        outcome(match groups {
            Some(groups) => sending.groups(groups).await,
            None => sending.await,
        })
    }

    #[event_handler]
    async fn tick(&self, _: TickEvent) -> OutcomeMessage {
        OutcomeMessage("ticked".to_owned())
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().gone.fetch_add(1, SeqCst);
    }
}

fn outcome(of: Result<()>) -> OutcomeMessage {
    let told = match of {
        Ok(()) => "done",
        Err(error) if is_late(&error) => "late",
        Err(_) => "failed",
    };
    OutcomeMessage(told.to_owned())
}

fn is_late(error: &HandlerError) -> bool {
    error.as_error().is_some_and(|error| error.is_layer() && error.is_timeout())
}

/// What is slow is just in time.
const LIMIT: Duration = SLOW.saturating_add(Duration::from_millis(1));

fn house(layer: Broker, groups: impl IntoIterator<Item = String>) -> (TestApp, Arc<AtomicUsize>) {
    let house = House { groups: groups.into_iter().collect(), ..House::default() };
    let gone = house.gone.clone();
    let settings = Settings { layer_timeout: LIMIT, ..Settings::default() };
    let app = App::new(house).settings(settings).layer(layer).routes(router![path("ws/", Guest)]);
    (TestApp::new(app), gone)
}

async fn guest(app: &TestApp) -> Communicator<Guest> {
    app.communicator("ws/").authenticated().await
}

fn of(group: &str) -> [String; 1] {
    [group.to_owned()]
}

fn say_to(groups: &[&str]) -> SayMessage {
    SayMessage(Some(groups.iter().map(|group| (*group).to_owned()).collect()))
}

async fn assert_outcome(guest: &mut Communicator<Guest>, expected: &str) {
    assert_eq!(guest.receive::<OutcomeMessage>().await.0, expected);
}

/// Lets everything run that need not wait for time.
async fn settle() {
    sleep(Duration::from_millis(1)).await;
}

async fn took<T>(future: impl Future<Output = T>) -> (T, Duration) {
    let begun = Instant::now();
    let done = future.await;
    (done, begun.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_group_message_waits_for_no_join() {
    let (app, _) = house(Broker::default(), of("hall"));
    let mut ann = guest(&app).await;
    ann.send_message(JoinMessage("slow".to_owned())).await;
    settle().await;
    let begun = Instant::now();
    ann.send_message(say_to(&["hall"])).await;
    assert_outcome(&mut ann, "done").await;
    ann.receive_group::<SaidMessage>().await;
    assert_eq!(begun.elapsed(), Duration::ZERO);
    assert_outcome(&mut ann, "done").await;
    assert_eq!(begun.elapsed() + Duration::from_millis(1), SLOW, "it has joined");
}

#[tokio::test(start_paused = true)]
async fn other_connections_and_other_groups_wait_for_no_join() {
    let (app, _) = house(Broker::default(), of("hall"));
    let mut ann = guest(&app).await;
    ann.send_message(JoinMessage("slow".to_owned())).await;
    settle().await;
    let begun = Instant::now();
    let mut bob = guest(&app).await;
    for client in [&mut ann, &mut bob] {
        client.send_message(JoinMessage("attic".to_owned())).await;
        assert_outcome(client, "done").await;
    }
    Guest::send_channel_event(app.channels(), "attic", TickEvent).await.unwrap();
    for client in [&mut ann, &mut bob] {
        assert_outcome(client, "ticked").await;
    }
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_connection_waits_for_no_join() {
    let (app, gone) = house(Broker::default(), of("hall"));
    let mut ann = guest(&app).await;
    ann.send_message(JoinApartMessage("slow".to_owned())).await;
    ann.send_message(JoinMessage("slow as well".to_owned())).await;
    settle().await;
    ann.abort().await;
    settle().await;
    assert_eq!(gone.load(SeqCst), 1);
    assert_eq!(took(app.drain()).await.1, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn neither_the_last_hook_nor_a_drain_waits_until_the_layer_has_heard_of_a_leave() {
    let (app, gone) = house(Broker::default(), of("stuck"));
    guest(&app).await.abort().await;
    settle().await;
    assert_eq!(gone.load(SeqCst), 1);
    assert_eq!(took(app.drain()).await.1, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_new_connection_joins_its_groups_in_one_round_trip() {
    for groups in [20, 100, 128] {
        let (app, _) = house(Broker::default(), (0..groups).map(|number| format!("far {number}")));
        assert_eq!(took(guest(&app)).await.1, TRIP, "{groups} groups");
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_to_many_groups_takes_one_round_trip() {
    let (app, _) = house(Broker::default(), (0..128).map(|number| format!("far {number}")));
    let mut ann = guest(&app).await;
    let begun = Instant::now();
    ann.send_message(SayMessage(None)).await;
    for _ in 0..128 {
        ann.receive_group::<SaidMessage>().await;
    }
    assert_eq!(begun.elapsed(), Duration::ZERO, "no group waits for another");
    assert_outcome(&mut ann, "done").await;
    assert_eq!(begun.elapsed(), TRIP);
}

#[tokio::test(start_paused = true)]
async fn a_join_without_an_answer_fails_at_the_limit() {
    let (app, _) = house(Broker::default(), of("hall"));
    let mut ann = guest(&app).await;
    // One millisecond before it, there is an answer.
    ann.send_message(JoinMessage("slow".to_owned())).await;
    assert_outcome(&mut ann, "done").await;
    let begun = Instant::now();
    ann.send_message(JoinMessage("unjoinable".to_owned())).await;
    assert_outcome(&mut ann, "late").await;
    assert_eq!(begun.elapsed(), LIMIT);
    // It is no member.
    Guest::send_channel_event(app.channels(), "unjoinable", TickEvent).await.unwrap();
    ann.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_leave_without_an_answer_fails_at_the_limit() {
    let (app, _) = house(Broker::default(), of("stuck"));
    let mut ann = guest(&app).await;
    let begun = Instant::now();
    ann.send_message(LeaveMessage("stuck".to_owned())).await;
    assert_outcome(&mut ann, "late").await;
    assert_eq!(begun.elapsed(), LIMIT);
}

#[tokio::test(start_paused = true)]
async fn a_message_without_an_answer_fails_at_the_limit_and_reaches_whom_it_reaches() {
    let (app, _) = house(Broker::default(), of("hall"));
    let mut ann = guest(&app).await;
    let begun = Instant::now();
    ann.send_message(say_to(&["mute", "hall"])).await;
    ann.receive_group::<SaidMessage>().await;
    assert_eq!(begun.elapsed(), Duration::ZERO);
    assert_outcome(&mut ann, "late").await;
    assert_eq!(begun.elapsed(), LIMIT);
}

#[tokio::test(start_paused = true)]
async fn an_event_without_an_answer_fails_at_the_limit_on_a_thread_too() {
    let (app, _) = house(Broker::default(), of("hall"));
    let _ann = guest(&app).await;
    let (sent, time) = took(Guest::send_channel_event(app.channels(), "mute", TickEvent)).await;
    assert!(sent.is_err_and(|error| error.is_timeout()));
    assert_eq!(time, LIMIT);
    let channels = app.channels().clone();
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = tell.send(Guest::send_channel_event_blocking(&channels, "mute", TickEvent));
    });
    assert!(told.await.unwrap().is_err_and(|error| error.is_timeout()));
}

#[tokio::test(start_paused = true)]
async fn connections_to_a_layer_that_never_attaches_are_refused_at_the_limit() {
    let (app, _) = house(Broker { dead: true, ..Broker::default() }, of("hall"));
    let begun = Instant::now();
    let clients = [0; 3].map(|_| async {
        let mut client = app.communicator::<Guest>("ws/").connect().await.unwrap();
        assert_eq!(client.refute_authenticated_status_ok().await.payload.status_code, 500);
        client.assert_closed(4500).await;
        assert_eq!(begun.elapsed(), LIMIT, "they wait together");
    });
    futures_util::future::join_all(clients).await;
    let sent = Guest::send_channel_event(app.channels(), "hall", TickEvent).await;
    assert!(sent.is_err_and(|error| error.is_timeout()));
}
