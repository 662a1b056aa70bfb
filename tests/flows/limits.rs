//! Each limit at its edge.

use std::time::Duration;

use chanx::{Settings, prelude::*};
use chanx_testing::{Communicator, Frame, TestApp};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::Instant,
};

use super::{
    app,
    stage::{Script, Stage, staged},
};

#[message(action = "text")]
struct TextMessage(String);

#[message(action = "length")]
struct LengthMessage(usize);

#[message(action = "join")]
struct JoinMessage {
    prefix: String,
    from: usize,
    to: usize,
}

#[message(action = "joined")]
struct JoinedMessage {
    groups: usize,
    trouble: String,
}

#[message(action = "flood")]
struct FloodMessage(usize);

#[message(action = "wait")]
struct WaitMessage;

#[message(action = "shout")]
struct ShoutMessage(String);

#[message(action = "shouted", group)]
struct ShoutedMessage(String);

#[event(handler = "nudge")]
struct NudgeEvent(String);

struct Desk;

#[consumer(public, state = Stage, groups("desk"), sends(ShoutedMessage))]
impl Desk {
    async fn connect(_: &Context<Self>) -> Self {
        Self
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell("disconnected");
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[ws_handler]
    async fn text(&self, TextMessage(text): TextMessage) -> LengthMessage {
        LengthMessage(text.len())
    }

    #[ws_handler]
    async fn join(&self, message: JoinMessage, cx: &Context<Self>) -> JoinedMessage {
        let mut trouble = String::new();
        for n in message.from..message.to {
            if let Err(error) = cx.join_group(&format!("{}{n}", message.prefix)).await {
                assert!(error.is_group_limit() || error.is_group_name());
                trouble = error.to_string();
            }
        }
        JoinedMessage { groups: cx.groups().await.len(), trouble }
    }

    #[ws_handler]
    async fn flood(&self, FloodMessage(n): FloodMessage) -> Vec<LengthMessage> {
        (0..n).map(LengthMessage).collect()
    }

    #[ws_handler]
    async fn wait(&mut self, _: WaitMessage, cx: &mut Context<Self>) -> PongMessage {
        cx.state().act("wait").await;
        PongMessage
    }

    #[ws_handler]
    async fn shout(&mut self, ShoutMessage(text): ShoutMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(ShoutedMessage(text)).await?;
        Ok(())
    }

    #[event_handler]
    async fn nudge(&mut self, NudgeEvent(text): NudgeEvent, cx: &mut Context<Self>) {
        cx.state().tell(format!("nudged by {}", text.len()));
    }
}

fn desk() -> (TestApp, Script) {
    desk_with(Settings::default())
}

fn desk_with(settings: Settings) -> (TestApp, Script) {
    let (app, script) = staged(|app| app.settings(settings).routes(router![path("ws/", Desk)]));
    (app.timeout(Duration::from_mins(5)), script)
}

async fn client(app: &TestApp) -> Communicator<Desk> {
    app.communicator("ws/").authenticated().await
}

async fn assert_lives(client: &mut Communicator<Desk>) {
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

/// A text message of so many bytes.
fn message_of(bytes: usize) -> String {
    let (begin, end) = (r#"{"action":"text","payload":""#, r#""}"#);
    format!("{begin}{}{end}", "x".repeat(bytes - begin.len() - end.len()))
}

const KIB_64: usize = 64 * 1024;

#[tokio::test(start_paused = true)]
async fn a_message_has_64_kib_at_most() {
    let (app, _script) = desk();
    let mut edge = client(&app).await;
    edge.send_text(message_of(KIB_64)).await;
    edge.receive::<LengthMessage>().await;
    edge.send_text(message_of(KIB_64 + 1)).await;
    edge.assert_closed(1009).await;
    assert_lives(&mut client(&app).await).await;
}

#[tokio::test(start_paused = true)]
async fn a_message_of_several_frames_has_64_kib_at_most_too() {
    let (app, _script) = desk();
    for (bytes, fits) in [(KIB_64, true), (KIB_64 + 1, false)] {
        let mut client = client(&app).await;
        let text = message_of(bytes);
        let (first, second) = text.split_at(40_000);
        client.send_frame(&Frame::text(first).unfinished()).await;
        client.send_frame(&Frame::continuation(second.to_owned())).await;
        if fits {
            client.receive::<LengthMessage>().await;
        } else {
            client.assert_closed(1009).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_frame_has_its_own_limit() {
    let (app, _script) = desk_with(Settings { max_frame_size: 1000, ..Settings::default() });
    let mut client = client(&app).await;
    client.send_text(message_of(1000)).await;
    client.receive::<LengthMessage>().await;
    let text = message_of(1500);
    let (first, second) = text.split_at(1000);
    client.send_frame(&Frame::text(first).unfinished()).await;
    client.send_frame(&Frame::continuation(second.to_owned())).await;
    client.receive::<LengthMessage>().await;
    client.send_text(message_of(1001)).await;
    client.assert_closed(1009).await;
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_in_128_groups_at_most() {
    let (app, _script) = desk();
    let mut client = client(&app).await;
    let mut join = async |from: usize, to: usize| {
        client.send_message(JoinMessage { prefix: "g".into(), from, to }).await;
        let JoinedMessage { groups, trouble } = client.receive::<JoinedMessage>().await;
        (groups, trouble)
    };
    assert_eq!(join(0, 127).await, (128, String::new()));
    assert_eq!(join(127, 128).await, (128, "the connection is in too many groups".to_owned()));
    assert_eq!(join(5, 6).await, (128, String::new()), "it is in that one already");
}

#[tokio::test(start_paused = true)]
async fn a_group_name_has_255_bytes_at_most() {
    let (app, _script) = desk();
    let mut client = client(&app).await;
    client.send_message(JoinMessage { prefix: "x".repeat(254), from: 0, to: 1 }).await;
    let JoinedMessage { groups, trouble } = client.receive::<JoinedMessage>().await;
    assert_eq!((groups, trouble.as_str()), (2, ""));
    client.send_message(JoinMessage { prefix: "é".repeat(127) + "x", from: 0, to: 1 }).await;
    let JoinedMessage { groups, trouble } = client.receive::<JoinedMessage>().await;
    assert_eq!(groups, 2);
    assert_eq!(trouble, "a group name is empty or too long: 256 bytes; 1 to 255 are allowed");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_what_others_say_is_closed_with_1013() {
    let (app, mut script) = desk();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    bob.stall();
    for _ in 0..40 {
        alice.send_message(ShoutMessage("x".repeat(60_000))).await;
    }
    script.assert_told("disconnected").await;
    bob.resume();
    bob.assert_closed(1013).await;
    assert_lives(&mut alice).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_reads_loses_nothing_of_what_others_say() {
    let (app, _script) = desk();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    for n in 0..100 {
        alice.send_message(ShoutMessage(format!("{n:03}{}", "x".repeat(50_000)))).await;
    }
    for n in 0..100 {
        let ShoutedMessage(text) = bob.receive_group::<ShoutedMessage>().await.message;
        assert_eq!(text[..3], format!("{n:03}"));
    }
}

/// What waits is then written in one go: nothing else wakes the connection to read on.
#[tokio::test(start_paused = true)]
async fn a_client_that_reads_again_is_heard_again() {
    let (app, _script) = desk_with(Settings { max_outbound_queue: 8 * 1024, ..Settings::default() });
    let app = app.pipe_capacity(16 * 1024);
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    bob.stall();
    for _ in 0..10 {
        alice.send_message(ShoutMessage("x".repeat(2000))).await;
        assert_lives(&mut alice).await;
    }
    // The pipe holds 16 KiB of it, and more than half of what may wait does.
    bob.send_message(PingMessage).await;
    assert_lives(&mut alice).await;
    let begun = Instant::now();
    bob.resume();
    for _ in 0..10 {
        bob.receive_group::<ShoutedMessage>().await;
    }
    bob.receive::<PongMessage>().await;
    assert!(begun.elapsed() < Duration::from_secs(1), "no timer had to wake it: {:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn events_that_a_busy_connection_cannot_take_close_it_with_1013() {
    let (app, mut script) = desk();
    let mut alice = client(&app).await;
    alice.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    for _ in 0..11 {
        Desk::send_channel_event(app.channels(), "desk", NudgeEvent("x".repeat(100_000)))
            .await
            .expect("the layer takes it");
    }
    alice.assert_nothing().await;
    script.open(1);
    alice.assert_closed(1013).await;
    script.assert_told("end wait").await;
    script.assert_told("disconnected").await;
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_takes_nothing_for_five_seconds_is_dropped() {
    let (app, mut script) = desk();
    let app = app.pipe_capacity(1024);
    let mut client = client(&app).await;
    client.stall();
    let begun = Instant::now();
    client.send_message(FloodMessage(100_000)).await;
    script.assert_told("disconnected").await;
    // As long again may go by in telling the peer.
    assert!((5..=10).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    client.resume();
    client.assert_closed(1006).await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_peer_is_pinged_after_25_seconds_and_dropped_10_later() {
    let (app, mut script) = desk();
    let mut silent = client(&app).await;
    let mut alive = client(&app).await;
    silent.answer(false);
    let begun = Instant::now();
    silent.receive_ping().await;
    assert_eq!(begun.elapsed().as_secs(), 25);
    silent.assert_closed(1006).await;
    assert_eq!(begun.elapsed().as_secs(), 35);
    script.assert_told("disconnected").await;
    for _ in 0..10 {
        alive.receive_ping().await;
    }
    assert!((250..260).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    assert_lives(&mut alive).await;
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_speaks_is_not_pinged() {
    let (app, _script) = desk();
    let mut client = client(&app).await;
    let begun = Instant::now();
    for _ in 0..5 {
        tokio::time::advance(Duration::from_secs(20)).await;
        assert_lives(&mut client).await;
    }
    client.receive_ping().await;
    assert_eq!(begun.elapsed().as_secs(), 125);
}

#[tokio::test(start_paused = true)]
async fn pings_can_be_switched_off() {
    let (app, _script) = desk_with(Settings { ping_interval: Duration::ZERO, ..Settings::default() });
    let mut client = client(&app).await;
    client.answer(false);
    tokio::time::advance(Duration::from_hours(24)).await;
    assert_lives(&mut client).await;
}

#[tokio::test(start_paused = true)]
async fn a_request_must_be_there_within_ten_seconds() {
    let (app, _script) = desk();
    for begun in ["", "GET /ws/ HTTP/1.1\r\nHost: testserver\r\nConn"] {
        let mut pipe = app.pipe().await;
        pipe.write_all(begun.as_bytes()).await.expect("the pipe is open");
        let start = Instant::now();
        let mut answer = Vec::new();
        let _ = pipe.read_to_end(&mut answer).await;
        assert_eq!(start.elapsed().as_secs(), 10, "{begun:?}");
    }
    assert_lives(&mut client(&app).await).await;
}

#[tokio::test(start_paused = true)]
async fn nesting_may_be_limited_further() {
    let (app, _script) = desk_with(Settings { max_json_depth: 3, ..Settings::default() });
    let mut client = client(&app).await;
    client.send_text(r#"{"action":"text","payload":[1]}"#).await;
    assert_eq!(client.receive_json().await["payload"][0]["type"], "string_type");
    client.send_text(r#"{"action":"text","payload":[[1]]}"#).await;
    assert_eq!(client.receive_json().await["payload"]["code"], "json_too_deep");
    assert_lives(&mut client).await;
}

#[tokio::test(start_paused = true)]
async fn draining_closes_each_connection_with_1012_at_a_moment_of_its_own() {
    let (app, mut script) = desk();
    let mut clients = Vec::new();
    for _ in 0..50 {
        clients.push(client(&app).await);
    }
    let begun = Instant::now();
    let draining = tokio::spawn({
        let app = app.clone();
        async move { app.drain().await }
    });
    let mut moments = Vec::new();
    for _ in 0..50 {
        script.assert_told("disconnected").await;
        moments.push(begun.elapsed().as_millis());
    }
    draining.await.expect("draining does not panic");
    assert!(begun.elapsed() <= Duration::from_secs(30), "{:?}", begun.elapsed());
    for client in &mut clients {
        client.assert_closed(1012).await;
    }
    let early = moments.iter().filter(|at| **at < 5_000).count();
    assert!((1..50).contains(&early), "spread over the time: {moments:?}");
    moments.dedup();
    assert!(moments.len() > 30, "{moments:?}");
}

#[tokio::test(start_paused = true)]
async fn draining_cancels_a_handler_that_goes_on_and_on() {
    let (app, mut script) = desk();
    let mut client = client(&app).await;
    client.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    let begun = Instant::now();
    app.drain().await;
    assert!(begun.elapsed() <= Duration::from_secs(30), "{:?}", begun.elapsed());
    client.assert_closed(1012).await;
    script.assert_told("cancel wait").await;
    script.assert_told("disconnected").await;
}

#[derive(Default)]
struct Narrow;

#[consumer(public, max_message_size = 100, max_groups = 1, groups("one"))]
impl Narrow {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn a_consumer_has_limits_of_its_own() {
    let app = app(router![path("ws/", Narrow)]);
    let mut client = app.communicator::<Narrow>("ws/").authenticated().await;
    client.send_text(format!(r#"{{"action":"ping","_":"{}"}}"#, "x".repeat(100))).await;
    client.assert_closed(1009).await;
}
