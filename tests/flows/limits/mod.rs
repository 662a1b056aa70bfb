//! Each limit at its edge.

mod drain;
mod queues;
mod sizes;
mod times;
mod turns;

use std::time::Duration;

use chanx::{Settings, prelude::*};
use chanx_testing::{Communicator, Frame, TestApp};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::{Instant, timeout},
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
                let error = error.as_error().expect("chanx refuses it");
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
