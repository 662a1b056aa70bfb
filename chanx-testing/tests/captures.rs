//! What an application publishes is seen without a second connection.

use chanx::prelude::*;
use chanx_testing::TestApp;

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
#[derive(Debug, PartialEq)]
struct SaidMessage(String);

#[event(handler = "notify")]
#[derive(Debug, PartialEq)]
struct NotifyEvent(String);

#[message(action = "notified")]
struct NotifiedMessage(String);

#[derive(Default)]
struct TalkConsumer;

#[consumer(public, groups("talk"), sends(SaidMessage))]
impl TalkConsumer {
    #[ws_handler]
    async fn say(&self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(message.0)).await
    }

    #[event_handler]
    async fn notify(&self, event: NotifyEvent) -> NotifiedMessage {
        NotifiedMessage(event.0)
    }
}

fn app() -> App<()> {
    App::new(()).routes(router![path("ws/", TalkConsumer)])
}

async fn raise(app: &TestApp, text: &str) {
    TalkConsumer::send_channel_event(app.channels(), "talk", NotifyEvent(text.into()))
        .await
        .expect("it is up");
}

#[chanx_testing::test(app = app())]
async fn group_messages_and_events_are_captured_and_delivered(app: TestApp) {
    let captures = app.capture();
    let mut ann = app.communicator::<TalkConsumer>("ws/").authenticated().await;
    let mut bob = app.communicator::<TalkConsumer>("ws/").authenticated().await;
    ann.send_message(SayMessage("hi".into())).await;
    assert_eq!(captures.assert_published::<SaidMessage>("talk").await, SaidMessage("hi".into()));
    assert_eq!(bob.receive_group::<SaidMessage>().await.message.0, "hi");
    captures.refute_published::<SaidMessage>("talk").await;

    captures.refute_raised::<NotifyEvent>("talk").await;
    raise(&app, "tea").await;
    assert_eq!(captures.assert_raised::<NotifyEvent>("talk").await, NotifyEvent("tea".into()));
    assert_eq!(ann.receive::<NotifiedMessage>().await.0, "tea");

    let all = captures.all();
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].is_event, &*all[0].to, &*all[0].name), (false, "talk", "said"));
    assert!(all[0].exclude_current && all[0].user.is_none());
    assert_eq!(all[1].body, serde_json::json!({"payload": "tea"}));
}

#[chanx_testing::test(app = app())]
async fn what_is_suppressed_reaches_nobody_until_the_captures_are_dropped(app: TestApp) {
    let mut ann = app.communicator::<TalkConsumer>("ws/").authenticated().await;
    let beside = app.capture();
    let captures = app.suppress();
    raise(&app, "lost").await;
    captures.assert_raised::<NotifyEvent>("talk").await;
    beside.assert_raised::<NotifyEvent>("talk").await;
    ann.assert_nothing().await;
    drop(captures);
    raise(&app, "found").await;
    assert_eq!(ann.receive::<NotifiedMessage>().await.0, "found");
}

#[chanx_testing::test(app = app())]
async fn an_event_for_one_connection_is_captured_by_its_name(app: TestApp) {
    let captures = app.capture();
    let name = chanx::ChannelName::new("node.7");
    TalkConsumer::send_channel_event(app.channels(), &name, NotifyEvent("you".into()))
        .await
        .expect("it is up");
    captures.refute_raised::<NotifyEvent>("talk").await;
    captures.assert_raised::<NotifyEvent>(&name).await;
}

#[chanx_testing::test(app = app())]
#[should_panic(expected = "waited 5s for a message `said` to `hall`")]
async fn what_does_not_come_fails_with_what_came(app: TestApp) {
    let captures = app.capture();
    raise(&app, "tea").await;
    captures.assert_published::<SaidMessage>("hall").await;
}

#[chanx_testing::test(app = app())]
#[should_panic(expected = "event to `talk`: {\"payload\":\"tea\"}")]
async fn what_came_stands_in_the_failure(app: TestApp) {
    let captures = app.capture();
    raise(&app, "tea").await;
    captures.refute_raised::<NotifyEvent>("talk").await;
}

#[chanx_testing::test]
async fn applications_on_one_handle_share_their_captures() {
    let channels = Channels::default();
    let first = TestApp::new(app().with_channels(channels.clone()));
    let second = TestApp::new(app().with_channels(channels));
    let captures = second.capture();
    raise(&first, "tea").await;
    captures.assert_raised::<NotifyEvent>("talk").await;
    drop(first);
    raise(&second, "tea").await;
    captures.assert_raised::<NotifyEvent>("talk").await;
}
