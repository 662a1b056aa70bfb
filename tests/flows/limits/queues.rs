//! Queues: clients that do not read, and handlers that do not finish.

use super::*;

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

/// An event of a few bytes takes some hundred of memory.
#[tokio::test(start_paused = true)]
async fn small_events_that_wait_count_for_the_memory_that_they_take() {
    let (app, mut script) = desk();
    for (events, code) in [(3_000, None), (6_000, Some(1013))] {
        let mut alice = client(&app).await;
        alice.send_message(WaitMessage).await;
        script.assert_told("begin wait").await;
        for _ in 0..events {
            let event = NudgeEvent(String::new());
            Desk::send_channel_event(app.channels(), "desk", event).await.expect("the layer takes it");
        }
        script.open(1);
        script.assert_told("end wait").await;
        match code {
            Some(code) => alice.assert_closed(code).await,
            None => drop(alice.disconnect().await),
        }
        while script.next().await != "disconnected" {}
    }
}

/// Answers to pings are bounded like all that waits: whoever does not read them is read from no further, and is answered for
/// the latest.
#[tokio::test(start_paused = true)]
async fn who_pings_and_does_not_read_is_answered_for_the_latest() {
    let (app, _script) = desk();
    let app = app.pipe_capacity(1024);
    let mut client = client(&app).await;
    client.stall();
    let mut sent = 0_u32;
    loop {
        let mut pings = Vec::new();
        for _ in 0..100 {
            sent += 1;
            pings.extend(Frame { opcode: 9, ..Frame::binary(format!("{sent:0>125}")) }.to_bytes());
        }
        if timeout(Duration::from_secs(1), client.send_raw_bytes(pings)).await.is_err() {
            break;
        }
    }
    // Half of the queue, what the pipes hold, and what one read brought.
    assert!((3_000..6_000).contains(&sent), "{sent} pings were taken");
    client.resume();
    let mut answered = 0;
    while answered < sent - 200 {
        answered = String::from_utf8_lossy(&client.receive_pong().await).parse().expect("as it was sent");
    }
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_takes_nothing_for_30_seconds_is_dropped() {
    let (app, mut script) = desk();
    let app = app.pipe_capacity(1024);
    let mut client = client(&app).await;
    client.stall();
    let begun = Instant::now();
    client.send_message(FloodMessage(100_000)).await;
    script.assert_told("disconnected").await;
    assert_eq!(begun.elapsed().as_secs(), 30);
    // It is told for as long as the closing handshake may take, and cannot be told if it does not read.
    tokio::time::advance(Duration::from_secs(5)).await;
    client.resume();
    client.assert_closed(1006).await;
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_reads_on_just_then_is_told_1013() {
    let (app, mut script) = desk();
    let app = app.pipe_capacity(1024);
    let mut client = client(&app).await;
    client.stall();
    client.send_message(FloodMessage(100_000)).await;
    script.assert_told("disconnected").await;
    client.resume();
    client.assert_closed(1013).await;
}
