//! What observers are told, beside what clients and handlers saw of the same.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chanx::{
    observe::{Audience, Closed, Frames, Handled, Observed, Observer, Opcode, Received},
    prelude::*,
};
use chanx_testing::{Communicator, TestApp};

use super::stage::{Script, Stage, stage};

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

#[message(action = "wait")]
struct WaitMessage;

/// Waits without keeping others waiting.
#[message(action = "wait_concurrently")]
struct WaitConcurrentlyMessage;

#[message(action = "fail")]
struct FailMessage;

/// For nobody.
#[message(action = "rule")]
struct RuleMessage;

#[message(action = "panic")]
struct PanicMessage;

#[message(action = "panic_concurrently")]
struct PanicConcurrentlyMessage;

#[event(handler = "ring")]
struct RingEvent(String);

/// Of the same name, and of another type.
#[event(handler = "ring")]
struct OtherRingEvent(u32);

#[derive(Default)]
struct Hall;

#[consumer(public, state = Stage, groups("hall"), sends(SaidMessage))]
impl Hall {
    #[ws_handler]
    async fn say(&self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<SaidMessage> {
        cx.send_group_message(SaidMessage(text.clone())).await?;
        Ok(SaidMessage(text))
    }

    #[ws_handler]
    async fn wait(&self, _: WaitMessage, cx: &mut Context<Self>) {
        tokio::time::sleep(Duration::from_secs(3)).await;
        cx.state().act("wait").await;
    }

    #[ws_handler]
    async fn wait_concurrently(_: WaitConcurrentlyMessage, cx: Context<Self>) {
        cx.state().act("wait").await;
    }

    #[ws_handler]
    async fn fail(&self, _: FailMessage) -> Result<()> {
        Err(HandlerError::new("an expected failure"))
    }

    #[ws_handler(permissions(Nobody))]
    async fn rule(&self, _: RuleMessage) {}

    #[ws_handler]
    async fn panic(&self, _: PanicMessage) {
        panic!("an expected panic");
    }

    #[ws_handler]
    async fn panic_concurrently(_: PanicConcurrentlyMessage) {
        panic!("an expected panic");
    }

    #[event_handler]
    async fn ring(&self, RingEvent(text): RingEvent) -> SaidMessage {
        SaidMessage(text)
    }

    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }

    #[binary_handler]
    async fn binary(&self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }
}

/// A permission that nobody has.
#[derive(Default)]
struct Nobody;

impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for Nobody {
    async fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Err(Rejection::forbidden("Nobody may."))
    }

    async fn check_anonymous(&self, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Err(Rejection::forbidden("Nobody may."))
    }
}

/// Hears of the other ring.
#[derive(Default)]
struct Neighbour;

#[consumer(public, state = Stage)]
impl Neighbour {
    #[event_handler]
    async fn ring(&self, _: OtherRingEvent) {}
}

/// Lets one frame in.
#[derive(Default)]
struct Narrow;

#[consumer(public, state = Stage, rate_limit = Some(RateLimit::per_minute(1)))]
impl Narrow {
    #[text_handler]
    async fn text(&self, _: String) {}
}

/// Lets nobody in.
struct Shut;

#[consumer(public, state = Stage)]
impl Shut {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Err(HandlerError::new("an expected failure"))
    }
}

/// Writes down what it is told, one line each.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    /// What was noted since the last time.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

fn frame(opcode: Opcode, payload: &[u8]) -> String {
    match opcode {
        Opcode::Text => str::from_utf8(payload).unwrap().to_owned(),
        _ => format!("{opcode:?} {payload:?}"),
    }
}

impl Observer for Notes {
    fn opened(&self, connection: &Observed<'_>) {
        let rows = connection.handlers.len();
        self.note(format!("opened {} {} {rows}", connection.consumer.name, connection.request.uri().path()));
    }

    fn received(&self, _: &Observed<'_>, received: &Received<'_>) {
        self.note(format!("received {:?} {}", received.action, frame(received.opcode, received.payload)));
    }

    fn handled(&self, _: &Observed<'_>, handled: &Handled<'_>) {
        let Handled { subject, handler, outcome, duration, .. } = handled;
        self.note(format!("handled {subject:?} {handler:?} {outcome:?} {duration:?}"));
    }

    fn sending(&self, _: &Observed<'_>, action: &'static str, to: Audience) {
        self.note(format!("sending {action} {to:?}"));
    }

    fn sent(&self, _: &Observed<'_>, frames: &Frames) {
        for (opcode, payload) in frames.iter() {
            self.note(format!("sent {}", frame(opcode, &payload)));
        }
    }

    fn closing(&self, _: &Observed<'_>, Closed { code, by, .. }: Closed) {
        self.note(format!("closing {code} {by:?}"));
    }

    fn closed(&self, _: &Observed<'_>, Closed { code, by, .. }: Closed) {
        self.note(format!("closed {code} {by:?}"));
    }
}

fn hall() -> (TestApp, Script, Notes) {
    let ((stage, script), notes) = (stage(), Notes::default());
    let app = App::new(stage)
        .routes(router![path("hall/", Hall), path("narrow/", Narrow), path("shut/", Shut)])
        .observe(notes.clone());
    (TestApp::new(app), script, notes)
}

async fn opened(app: &TestApp, notes: &Notes) -> Communicator<Hall> {
    let client = app.communicator("/hall/").authenticated().await;
    let accepted = r#"sent {"action":"authentication","payload":{"status_code":200,"status_text":"OK","data":{"detail":"OK"}}}"#;
    assert_eq!(notes.take(), ["opened Hall /hall/ 10", accepted]);
    client
}

#[tokio::test(start_paused = true)]
async fn a_message_is_told_from_its_receipt_to_its_replies() {
    let (app, _script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_text(r#"{"action":"say","payload":"hi"}"#).await;
    let reply = client.receive_text().await;
    assert_eq!(
        notes.take(),
        [
            r#"received Some("say") {"action":"say","payload":"hi"}"#.to_owned(),
            "sending said Groups".to_owned(),
            "sending said Client".to_owned(),
            format!("sent {reply}"),
            r#"handled Message("say") Some("say") Done 0ns"#.to_owned(),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn what_others_send_is_told_of_each_who_gets_it() {
    let (app, _script, notes) = hall();
    let mut one = opened(&app, &notes).await;
    let mut other = opened(&app, &notes).await;
    one.send_message(SayMessage("hi".to_owned())).await;
    let (reply, said) = (one.receive_text().await, other.receive_text().await);
    let told = notes.take();
    let sent: Vec<_> = told.iter().filter(|line| line.starts_with("sent ")).collect();
    assert_eq!(sent.len(), 2, "{told:?}");
    assert!(told.contains(&format!("sent {reply}")) && told.contains(&format!("sent {said}")), "{told:?}");
    assert_eq!(told.iter().filter(|line| *line == "sending said Groups").count(), 1);
}

#[tokio::test(start_paused = true)]
async fn frames_and_events_are_told_too() {
    let (app, _script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_text("plain").await;
    client.receive_text().await;
    client.send_binary(vec![1, 2]).await;
    client.receive_binary().await;
    client.send_ping("p").await;
    client.receive_pong().await;
    Hall::send_channel_event(app.channels(), "hall", RingEvent("bell".to_owned())).await.unwrap();
    let rung = client.receive_text().await;
    let rung = format!("sent {rung}");
    assert_eq!(
        notes.take(),
        [
            "received None plain",
            "sent plain",
            r#"handled Frame Some("text") Done 0ns"#,
            "received None Binary [1, 2]",
            "sent Binary [1, 2]",
            r#"handled Frame Some("binary") Done 0ns"#,
            "sent Pong [112]",
            "sending said Client",
            &rung,
            r#"handled Event("ring") Some("ring") Done 0ns"#,
        ]
    );
}

/// The lines that tell of something that was handled.
fn handled(told: &[String]) -> Vec<&str> {
    told.iter().filter_map(|line| line.strip_prefix("handled ")).collect()
}

#[tokio::test(start_paused = true)]
async fn every_outcome_is_told() {
    let (app, mut script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_text(r#"{"action":"say","payload":7}"#).await;
    client.receive_error().await;
    client.send_text(r#"{"action":"unheard"}"#).await;
    client.receive_error().await;
    client.send_message(RuleMessage).await;
    client.receive_error().await;
    client.send_message(FailMessage).await;
    client.receive_error().await;
    let other = OtherRingEvent(1);
    Neighbour::send_channel_event(app.channels(), "hall", other).await.unwrap();
    client.assert_nothing().await;
    assert_eq!(
        handled(&notes.take()),
        [
            r#"Message("say") Some("say") Refused 0ns"#,
            "Frame None Refused 0ns",
            r#"Message("rule") Some("rule") Refused 0ns"#,
            r#"Message("fail") Some("fail") Failed 0ns"#,
            r#"Event("ring") Some("ring") Refused 0ns"#,
        ]
    );

    client.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    script.open(1);
    script.assert_told("end wait").await;
    client.send_message(PanicMessage).await;
    client.assert_closed(1011).await;
    app.drain().await;
    let told = notes.take();
    assert_eq!(
        handled(&told),
        [r#"Message("wait") Some("wait") Done 3s"#, r#"Message("panic") Some("panic") Panicked 0ns"#]
    );
    assert_eq!(told.last().map(String::as_str), Some("closed 1011 Server"), "after the close frame");
}

#[tokio::test(start_paused = true)]
async fn a_frame_too_many_is_received_and_refused() {
    let (app, _script, notes) = hall();
    let mut client = app.communicator::<Narrow>("/narrow/").authenticated().await;
    notes.take();
    client.send_text("one").await;
    client.send_text("two").await;
    let told = client.receive_text().await;
    client.assert_closed(1008).await;
    let said = format!("sent {told}");
    assert_eq!(notes.take()[2..4], ["received None two", "handled Frame None Refused 0ns"], "{said}");
}

#[tokio::test(start_paused = true)]
async fn what_the_end_of_the_connection_cancels_is_told_so() {
    for concurrently in [false, true] {
        let (app, mut script, notes) = hall();
        let mut client = opened(&app, &notes).await;
        if concurrently {
            client.send_message(WaitConcurrentlyMessage).await;
        } else {
            client.send_message(WaitMessage).await;
        }
        script.assert_told("begin wait").await;
        client.close(1000).await;
        script.assert_told("cancel wait").await;
        app.drain().await;
        let told = notes.take();
        let (name, time) = if concurrently { ("wait_concurrently", "0ns") } else { ("wait", "3s") };
        assert_eq!(handled(&told), [format!(r#"Message("{name}") Some("{name}") Cancelled {time}"#)]);
        assert_eq!(told.last().map(String::as_str), Some("closed 1000 Client"), "last of all: {told:?}");
        assert_eq!(told.iter().filter(|line| line.starts_with("closed")).count(), 1, "{told:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_concurrent_handler_that_panics_is_told() {
    let (app, _script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_message(PanicConcurrentlyMessage).await;
    client.assert_closed(1011).await;
    app.drain().await;
    let name = "panic_concurrently";
    assert_eq!(handled(&notes.take()), [format!(r#"Message("{name}") Some("{name}") Panicked 0ns"#)]);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_not_accepted_is_told_only_what_its_client_reads() {
    let (app, _script, notes) = hall();
    let mut client = app.communicator::<Shut>("/shut/").connect().await.expect("it is refused later");
    let refused = client.receive_text().await;
    client.assert_closed(4500).await;
    app.drain().await;
    let told = notes.take();
    let said: Vec<_> = told.iter().filter(|line| line.starts_with("sent {")).collect();
    assert_eq!(said, [&format!("sent {refused}")], "nothing of what was held back");
    assert_eq!(told.first().map(String::as_str), Some("opened Shut /shut/ 0"));
    let end: Vec<_> = told.iter().rev().take(3).rev().map(|line| &line[..12]).collect();
    assert_eq!(end, ["closing 4500", "sent Close [", "closed 4500 "]);
}

#[tokio::test(start_paused = true)]
async fn observers_are_told_in_the_order_in_which_they_were_given() {
    struct Numbered(u8, Notes);

    impl Observer for Numbered {
        fn opened(&self, _: &Observed<'_>) {
            self.1.note(self.0.to_string());
        }
    }

    let ((stage, _script), notes) = (stage(), Notes::default());
    let app = App::new(stage).routes(router![path("hall/", Hall)]);
    let app = app.observe(Numbered(1, notes.clone())).observe(Arc::new(Numbered(2, notes.clone())));
    let app = TestApp::new(app);
    let _client = app.communicator::<Hall>("/hall/").authenticated().await;
    assert_eq!(notes.take(), ["1", "2"]);
}
