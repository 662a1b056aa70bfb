//! Events from anywhere in the process.

use std::thread;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};
use tokio::sync::oneshot;

use super::app;

#[event(handler = "notify")]
#[derive(Clone)]
struct NotifyEvent {
    payload: String,
}

#[event(handler = "announce")]
#[message(action = "announce")]
struct AnnounceEvent(String);

#[event(handler = "elsewhere")]
struct ElsewhereEvent;

#[message(action = "who")]
struct WhoMessage;

#[message(action = "name")]
struct NameMessage(String);

#[message(action = "notification")]
struct NotificationMessage {
    payload: String,
    number: u32,
}

#[message(action = "tell")]
struct TellMessage(String);

#[derive(Default)]
struct Desk {
    heard: u32,
}

#[consumer(public, groups("desk"), passthrough(AnnounceEvent))]
impl Desk {
    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> NameMessage {
        NameMessage(cx.channel_name().as_str().to_owned())
    }

    /// From a handler to another consumer's group.
    #[ws_handler]
    async fn tell(&self, TellMessage(text): TellMessage, cx: &Context<Self>) -> Result<()> {
        Bell::send_channel_event(cx.channels(), "bells", ElsewhereEvent).await?;
        Desk::send_channel_event(cx.channels(), "desk", NotifyEvent { payload: text }).await?;
        Ok(())
    }

    #[event_handler]
    async fn notify(&mut self, event: NotifyEvent) -> NotificationMessage {
        self.heard += 1;
        NotificationMessage { payload: event.payload, number: self.heard }
    }
}

#[message(action = "rung")]
struct RungMessage;

#[derive(Default)]
struct Bell;

#[consumer(public, groups("desk", "bells"))]
impl Bell {
    #[event_handler]
    async fn elsewhere(&mut self, _: ElsewhereEvent) -> RungMessage {
        RungMessage
    }
}

fn desk() -> TestApp {
    app(router![path("ws/", Desk), path("bell/", Bell)])
}

async fn client(app: &TestApp) -> Communicator<Desk> {
    app.communicator("ws/").authenticated().await
}

fn notice(text: &str) -> NotifyEvent {
    NotifyEvent { payload: text.to_owned() }
}

async fn assert_notified(client: &mut Communicator<Desk>, text: &str, number: u32) {
    let told = client.receive::<NotificationMessage>().await;
    assert_eq!((told.payload.as_str(), told.number), (text, number));
}

#[tokio::test(start_paused = true)]
async fn an_event_to_a_group_reaches_each_member_that_handles_it() {
    let app = desk();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    let mut bell = app.communicator::<Bell>("bell/").authenticated().await;
    Desk::send_channel_event(app.channels(), "desk", notice("tea")).await.expect("the layer is in memory");
    assert_notified(&mut alice, "tea", 1).await;
    assert_notified(&mut bob, "tea", 1).await;
    bell.assert_nothing().await;
    Desk::send_channel_event(app.channels(), "nobody", notice("tea")).await.expect("no one is no error");
    alice.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn an_event_to_one_connection_reaches_it_alone() {
    let app = desk();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    alice.send_message(WhoMessage).await;
    let name = ChannelName::new(alice.receive::<NameMessage>().await.0);
    Desk::send_channel_event(app.channels(), &name, notice("you")).await.expect("the layer is in memory");
    assert_notified(&mut alice, "you", 1).await;
    bob.assert_nothing().await;
    alice.disconnect().await;
    Desk::send_channel_event(app.channels(), &name, notice("gone")).await.expect("who is gone is no error");
    bob.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn the_events_of_one_task_keep_their_order() {
    let app = desk();
    let mut alice = client(&app).await;
    let channels = app.channels().clone();
    tokio::spawn(async move {
        for n in 1..=100 {
            Desk::send_channel_event(&channels, "desk", notice(&n.to_string())).await.expect("in memory");
        }
    });
    for n in 1..=100 {
        assert_notified(&mut alice, &n.to_string(), n).await;
    }
}

#[tokio::test(start_paused = true)]
async fn handlers_reach_other_consumers_and_their_own() {
    let app = desk();
    let mut alice = client(&app).await;
    let mut bell = app.communicator::<Bell>("bell/").authenticated().await;
    alice.send_message(TellMessage("me too".into())).await;
    bell.receive::<RungMessage>().await;
    assert_notified(&mut alice, "me too", 1).await;
}

#[tokio::test(start_paused = true)]
async fn an_event_that_is_a_message_passes_through() {
    let app = desk();
    let mut alice = client(&app).await;
    Desk::send_channel_event(app.channels(), "desk", AnnounceEvent("hear".into())).await.expect("in memory");
    assert_eq!(alice.receive_text().await, r#"{"action":"announce","payload":"hear"}"#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_thread_without_a_runtime_raises_events_too() {
    let app = desk();
    let mut alice = client(&app).await;
    let channels = app.channels().clone();
    let (done, raised) = oneshot::channel();
    thread::spawn(move || {
        let _ = done.send(Desk::send_channel_event_blocking(&channels, "desk", notice("from a thread")));
    });
    raised.await.expect("the thread lives").expect("the app runs");
    assert_notified(&mut alice, "from a thread", 1).await;
}

#[tokio::test(start_paused = true)]
async fn the_blocking_variant_is_refused_where_it_would_block_a_runtime() {
    let app = desk();
    let mut alice = client(&app).await;
    let refused = Desk::send_channel_event_blocking(app.channels(), "desk", notice("never"));
    assert!(refused.expect_err("this thread has a runtime").is_no_runtime());
    alice.assert_nothing().await;
}

#[test]
fn the_blocking_variant_is_refused_before_the_app_runs() {
    let app = App::new(()).routes(router![path("ws/", Desk)]);
    let refused = Desk::send_channel_event_blocking(&app.channels(), "desk", notice("never"));
    assert!(refused.expect_err("nothing runs yet").is_no_runtime());
}

#[tokio::test(start_paused = true)]
async fn an_event_to_a_group_has_a_name_of_1_to_255_bytes() {
    let app = desk();
    let longest = "x".repeat(255);
    Desk::send_channel_event(app.channels(), &longest, notice("fits")).await.expect("255 bytes are allowed");
    for name in [String::new(), longest + "x"] {
        let refused = Desk::send_channel_event(app.channels(), &name, notice("never")).await;
        assert!(refused.expect_err("no such name").is_group_name());
    }
}
