//! The order of handlers, and what goes on beside them.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Communicator, Frame, TestApp};
use tokio::time::{Instant, timeout};

use super::stage::{Script, Stage, staged};

#[message(action = "slow")]
struct SlowMessage(u32);

#[message(action = "beside")]
struct BesideMessage(u32);

#[message(action = "count")]
struct CountMessage(String);

#[message(action = "done")]
struct DoneMessage(u32);

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

struct Theatre;

#[consumer(public, state = Stage, groups("theatre"), sends(SaidMessage))]
impl Theatre {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Ok(Self)
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell("disconnected");
    }

    #[ws_handler]
    async fn slow(&mut self, SlowMessage(n): SlowMessage, cx: &mut Context<Self>) -> DoneMessage {
        cx.state().act(&format!("slow {n}")).await;
        DoneMessage(n)
    }

    #[ws_handler]
    async fn count(&mut self, CountMessage(text): CountMessage, cx: &mut Context<Self>) {
        cx.state().tell(&text[..4]);
    }

    #[ws_handler]
    async fn beside(BesideMessage(n): BesideMessage, cx: Context<Self>) -> DoneMessage {
        cx.state().act(&format!("beside {n}")).await;
        DoneMessage(n)
    }

    #[ws_handler]
    async fn say(&mut self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(text)).await?;
        Ok(())
    }
}

fn theatre() -> (TestApp, Script) {
    staged(|app| app.routes(router![path("ws/", Theatre)]))
}

async fn client(app: &TestApp) -> Communicator<Theatre> {
    app.communicator("ws/").authenticated().await
}

#[tokio::test(start_paused = true)]
async fn handlers_with_self_run_one_at_a_time_in_the_order_of_their_frames() {
    let (app, mut script) = theatre();
    let mut client = client(&app).await;
    for n in 1..=3 {
        client.send_message(SlowMessage(n)).await;
    }
    for n in 1..=3 {
        script.assert_told(&format!("begin slow {n}")).await;
        script.assert_silent().await;
        script.open(1);
        script.assert_told(&format!("end slow {n}")).await;
    }
    for n in 1..=3 {
        assert_eq!(client.receive::<DoneMessage>().await.0, n);
    }
}

#[tokio::test(start_paused = true)]
async fn while_a_handler_waits_group_messages_arrive_and_pings_are_answered() {
    let (app, mut script) = theatre();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    alice.send_message(SlowMessage(1)).await;
    script.assert_told("begin slow 1").await;
    bob.send_message(SayMessage("hi".into())).await;
    assert_eq!(alice.receive_group::<SaidMessage>().await.message.0, "hi");
    alice.send_ping(&b"there?"[..]).await;
    assert_eq!(alice.receive_pong().await, "there?");
    script.assert_silent().await;
    script.open(1);
    assert_eq!(alice.receive::<DoneMessage>().await.0, 1);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_connection_cancels_the_handler_that_waits() {
    let (app, mut script) = theatre();
    let mut alice = client(&app).await;
    alice.send_message(SlowMessage(1)).await;
    alice.send_message(SlowMessage(2)).await;
    script.assert_told("begin slow 1").await;
    alice.abort().await;
    script.assert_told("cancel slow 1").await;
    script.assert_told("disconnected").await;
    script.assert_silent().await;

    let mut bob = client(&app).await;
    bob.send_message(SlowMessage(3)).await;
    script.assert_told("begin slow 3").await;
    let begun = Instant::now();
    assert_eq!(bob.disconnect().await.code, 1000);
    assert_eq!(begun.elapsed().as_secs(), 0, "who closes is answered at once");
    script.assert_told("cancel slow 3").await;
    assert_eq!(begun.elapsed().as_secs(), 5, "after `close_timeout`");
    script.assert_told("disconnected").await;
}

#[tokio::test(start_paused = true)]
async fn what_was_said_before_a_close_is_handled() {
    let (app, mut script) = theatre();
    let mut alice = client(&app).await;
    for n in 1..=20 {
        alice.send_message(SlowMessage(n)).await;
    }
    assert_eq!(alice.disconnect().await.code, 1000);
    script.open(20);
    for n in 1..=20 {
        script.assert_told(&format!("begin slow {n}")).await;
        script.assert_told(&format!("end slow {n}")).await;
    }
    script.assert_told("disconnected").await;
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn what_was_said_before_a_close_is_handled_concurrently_too() {
    let (app, mut script) = theatre();
    let mut alice = client(&app).await;
    for n in 1..=20 {
        alice.send_message(BesideMessage(n)).await;
    }
    assert_eq!(alice.disconnect().await.code, 1000);
    script.open(20);
    let mut ended = 0;
    while ended < 20 {
        ended += usize::from(script.next().await.starts_with("end beside"));
    }
    script.assert_told("disconnected").await;
}

/// More than is read ahead beside a handler; and the client is gone by then, so that its answers cannot be written.
#[tokio::test(start_paused = true)]
async fn what_was_said_before_a_close_is_handled_although_the_client_is_gone() {
    let (app, mut script) = theatre();
    let app = app.pipe_capacity(64 * 1024);
    let mut alice = client(&app).await;
    for n in 1..=100 {
        alice.send_message(SlowMessage(n)).await;
    }
    alice.send_frame(&Frame { opcode: 8, ..Frame::binary(&b"\x03\xe8"[..]) }).await;
    script.assert_told("begin slow 1").await;
    alice.abort().await;
    script.open(100);
    for n in 1..=100 {
        if n > 1 {
            script.assert_told(&format!("begin slow {n}")).await;
        }
        script.assert_told(&format!("end slow {n}")).await;
    }
    script.assert_told("disconnected").await;
}

#[tokio::test(start_paused = true)]
async fn what_was_said_before_a_close_has_close_timeout_and_no_longer() {
    let (app, mut script) = theatre();
    let mut alice = client(&app).await;
    for n in 1..=3 {
        alice.send_message(SlowMessage(n)).await;
    }
    let begun = Instant::now();
    alice.disconnect().await;
    script.assert_told("begin slow 1").await;
    script.open(1);
    script.assert_told("end slow 1").await;
    script.assert_told("begin slow 2").await;
    script.assert_told("cancel slow 2").await;
    script.assert_told("disconnected").await;
    assert_eq!(begun.elapsed().as_secs(), 5);
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn while_a_handler_waits_further_frames_stay_in_the_socket() {
    let (app, mut script) = theatre();
    let app = app.pipe_capacity(4096);
    let mut client = client(&app).await;
    client.send_message(SlowMessage(0)).await;
    script.assert_told("begin slow 0").await;
    let text = |n: u32| format!("{n:04}{}", "x".repeat(10_000));
    let mut sent = 0;
    while timeout(Duration::from_secs(1), client.send_message(CountMessage(text(sent)))).await.is_ok() {
        sent += 1;
        assert!(sent < 100, "the server reads without end");
    }
    script.assert_silent().await;
    script.open(1);
    script.assert_told("end slow 0").await;
    for n in 0..=sent {
        script.assert_told(&format!("{n:04}")).await;
    }
    assert_eq!(client.receive::<DoneMessage>().await.0, 0);
}

#[tokio::test(start_paused = true)]
async fn handlers_without_self_run_beside_the_others() {
    let (app, mut script) = theatre();
    let mut client = client(&app).await;
    client.send_message(BesideMessage(1)).await;
    client.send_message(BesideMessage(2)).await;
    client.send_message(SlowMessage(3)).await;
    let mut begun = Vec::new();
    for _ in 0..3 {
        begun.push(script.next().await);
    }
    begun.sort();
    assert_eq!(begun, ["begin beside 1", "begin beside 2", "begin slow 3"]);
    script.open(3);
    let mut done = Vec::new();
    for _ in 0..3 {
        done.push(client.receive::<DoneMessage>().await.0);
    }
    done.sort_unstable();
    assert_eq!(done, [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn at_most_eight_handlers_run_beside_and_all_end_with_the_connection() {
    let (app, mut script) = theatre();
    let mut client = client(&app).await;
    for n in 1..=9 {
        client.send_message(BesideMessage(n)).await;
    }
    for _ in 1..=8 {
        assert!(script.next().await.starts_with("begin beside"));
    }
    script.assert_silent().await;
    script.open(1);
    assert!(script.next().await.starts_with("end beside"));
    script.assert_told("begin beside 9").await;
    client.abort().await;
    for _ in 1..=8 {
        assert!(script.next().await.starts_with("cancel beside"));
    }
    script.assert_told("disconnected").await;
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn beside_a_full_house_a_disconnect_is_noticed() {
    let (app, mut script) = theatre();
    let mut client = client(&app).await;
    for n in 1..=9 {
        client.send_message(BesideMessage(n)).await;
    }
    for _ in 1..=8 {
        assert!(script.next().await.starts_with("begin beside"));
    }
    client.disconnect().await;
    for _ in 1..=8 {
        assert!(script.next().await.starts_with("cancel beside"));
    }
    script.assert_told("disconnected").await;
}
