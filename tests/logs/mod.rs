//! What operators read: spans with stable names and fields, and nothing of what clients say.

mod blocking;
pub(crate) mod capture;
mod secrets;
mod tokens;

use chanx::{Settings, prelude::*};
use chanx_testing::{Communicator, TestApp};

use self::capture::Capture;

/// Say something.
#[message(action = "chat")]
struct ChatMessage(String);

/// Somebody said something.
#[message(action = "said", group)]
struct SaidMessage(String);

/// Fail.
#[message(action = "fail")]
struct FailMessage;

/// For those who are known.
#[message(action = "refused")]
struct RefusedMessage;

/// Raised by somebody else.
#[event(handler = "notify")]
struct NotifyEvent(String);

#[derive(Default)]
struct TalkConsumer;

#[consumer(public, groups("all"), sends(SaidMessage), log_ignored_actions = ["ping", "pong"])]
impl TalkConsumer {
    #[ws_handler]
    async fn chat(&self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(message.0)).exclude_current(false).await
    }

    #[ws_handler]
    async fn fail(&self, _: FailMessage) -> Result<()> {
        Err(HandlerError::new("the disk is full"))
    }

    #[ws_handler(permissions(IsAuthenticated))]
    async fn refused(&self, _: RefusedMessage) {}

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }

    #[event_handler]
    async fn notify(&self, event: NotifyEvent) -> SaidMessage {
        SaidMessage(event.0)
    }
}

async fn client(settings: Settings) -> (TestApp, Communicator<TalkConsumer>) {
    let routes = router![path("ws/talk/", TalkConsumer)];
    let app = TestApp::new(App::new(()).routes(routes).settings(settings));
    let client = app.communicator("/ws/talk/").query("token", "secret").authenticated().await;
    (app, client)
}

#[tokio::test(start_paused = true)]
async fn spans_have_stable_names_and_fields() {
    let (logs, _guard) = Capture::start();
    let (app, mut client) = client(Settings::default()).await;
    let connection = "INFO chanx.connection consumer=TalkConsumer path=/ws/talk/";
    assert_eq!(logs.lines("chanx.connection"), [connection]);

    client.send_message(ChatMessage("hi".to_owned())).await;
    client.receive_group::<SaidMessage>().await;
    client.send_text("hi").await;
    client.receive_text().await;
    TalkConsumer::send_channel_event(app.channels(), "all", NotifyEvent("hi".to_owned())).await.unwrap();
    client.receive_until_action("said").await;

    let spans =
        ["message action=chat handler=chat", "frame handler=text", "event event=notify handler=notify"];
    for span in spans {
        assert_eq!(logs.lines(&format!("chanx.{span}")), [format!("DEBUG chanx.{span}")]);
    }
}

#[tokio::test(start_paused = true)]
async fn actions_are_logged_but_those_that_are_ignored() {
    let (logs, _guard) = Capture::start();
    let (_app, mut client) = client(Settings::default()).await;
    client.send_message(ChatMessage("hi".to_owned())).await;
    client.receive_group::<SaidMessage>().await;
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
    assert_eq!(logs.lines("chanx::received"), ["DEBUG chanx::received message=received action=chat"]);
    assert_eq!(logs.lines("chanx::sent"), ["DEBUG chanx::sent message=sent action=said"]);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_a_permission_refuses_was_received() {
    let (logs, _guard) = Capture::start();
    let (_app, mut client) = client(Settings::default()).await;
    client.send_message(RefusedMessage).await;
    client.receive_error().await;
    assert_eq!(logs.lines("chanx::received"), ["DEBUG chanx::received message=received action=refused"]);
}

#[tokio::test(start_paused = true)]
async fn logging_of_actions_can_be_switched_off() {
    let (logs, _guard) = Capture::start();
    let quiet = Settings { log_received_message: false, log_sent_message: false, ..Settings::default() };
    let (_app, mut client) = client(quiet).await;
    client.send_message(ChatMessage("hi".to_owned())).await;
    client.receive_group::<SaidMessage>().await;
    assert_eq!(logs.lines("chanx::"), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_cause_is_logged_but_no_token_and_nothing_that_was_said() {
    let (logs, _guard) = Capture::start();
    let (_app, mut client) = client(Settings::default()).await;
    client.send_message(FailMessage).await;
    client.receive_json().await;
    assert_eq!(
        logs.lines("ERROR"),
        ["ERROR event message=the handler failed handler=fail error=the disk is full"]
    );
    client.send_message(ChatMessage("between us".to_owned())).await;
    client.receive_group::<SaidMessage>().await;
    client.send_json(&serde_json::json!({"action": "chat", "payload": ["between us"]})).await;
    client.receive_json().await;
    client.disconnect().await;
    assert_eq!(logs.lines("between us"), [""; 0]);
    assert_eq!(logs.lines("secret"), [""; 0]);
}
