//! Handlers that block their thread.

use std::{thread::sleep, time::Duration};

use super::{capture::Capture, *};

/// Long enough to be told of.
const BLOCK: Duration = Duration::from_millis(150);

/// Block the thread.
#[message(action = "block")]
struct BlockMessage;

/// Block the thread, beside others.
#[message(action = "block_beside")]
struct BlockBesideMessage;

/// Wait, and block nothing.
#[message(action = "wait")]
struct WaitMessage;

/// Somebody else blocks the thread.
#[event(handler = "hold_up")]
struct HoldUpEvent;

struct SlowConsumer;

#[consumer(public, groups("slow"))]
impl SlowConsumer {
    async fn connect(cx: &Context<Self>) -> Self {
        if cx.request().uri().query().is_some() {
            sleep(BLOCK);
        }
        Self
    }

    #[ws_handler]
    async fn block(&self, _: BlockMessage) -> PongMessage {
        sleep(BLOCK);
        // The second poll blocks nothing.
        tokio::task::yield_now().await;
        PongMessage
    }

    #[ws_handler]
    async fn block_beside(_: BlockBesideMessage) -> PongMessage {
        sleep(BLOCK);
        PongMessage
    }

    #[ws_handler]
    async fn wait(&self, _: WaitMessage) -> PongMessage {
        tokio::time::sleep(Duration::from_secs(1)).await;
        PongMessage
    }

    #[event_handler]
    async fn hold_up(&self, _: HoldUpEvent) -> PongMessage {
        sleep(BLOCK);
        PongMessage
    }
}

/// The names of those that the log told of.
fn told(logs: &Capture) -> Vec<String> {
    let lines = logs.lines("a handler blocked its thread");
    let name = |line: &String| {
        assert!(line.starts_with("WARN event "), "{line}");
        assert!(
            line.contains(r#"consumer="SlowConsumer""#) || line.contains("consumer=SlowConsumer"),
            "{line}"
        );
        let name = line.split("handler=").nth(1).and_then(|rest| rest.split(' ').next());
        name.unwrap_or_default().trim_matches('"').to_owned()
    };
    lines.iter().map(name).collect()
}

#[tokio::test(start_paused = true)]
async fn who_blocks_its_thread_is_told_by_name_once() {
    let (logs, _guard) = Capture::start();
    let app = TestApp::new(App::new(()).routes(router![path("ws/slow/", SlowConsumer)]));
    let mut client: Communicator<SlowConsumer> = app.communicator("/ws/slow/").authenticated().await;
    client.send_message(WaitMessage).await;
    client.receive::<PongMessage>().await;
    assert!(told(&logs).is_empty(), "{:?}", told(&logs));

    client.send_message(BlockMessage).await;
    client.receive::<PongMessage>().await;
    client.send_message(BlockBesideMessage).await;
    client.receive::<PongMessage>().await;
    SlowConsumer::send_channel_event(app.channels(), "slow", HoldUpEvent).await.expect("the layer is up");
    client.receive::<PongMessage>().await;
    let _late: Communicator<SlowConsumer> =
        app.communicator("/ws/slow/").query("late", "1").authenticated().await;
    assert_eq!(told(&logs), ["block", "block_beside", "hold_up", "connect"]);
}
