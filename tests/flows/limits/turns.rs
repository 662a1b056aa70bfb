//! Turns: what one client sends, however much, leaves others theirs.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use chanx::observe::{Frames, Observed, Observer, Opcode};

use super::*;

/// Counts the pongs that leave.
#[derive(Clone, Default)]
struct Pongs(Arc<AtomicUsize>);

impl Observer for Pongs {
    fn sent(&self, _: &Observed<'_>, frames: &Frames) {
        let pongs = frames.iter().filter(|(opcode, _)| *opcode == Opcode::Pong).count();
        self.0.fetch_add(pongs, Relaxed);
    }
}

/// Another client is answered before a few of the turns of one that floods: it needs some of its own, and so many frames are
/// in one.
async fn assert_leaves_turns(flood: &[u8], what: &str) {
    let pongs = Pongs::default();
    let settings = Settings { max_message_size: 1 << 20, ..Settings::default() };
    let (app, _script) =
        staged(|app| app.settings(settings).observe(pongs.clone()).routes(router![path("ws/", Desk)]));
    let app = app.pipe_capacity(4 << 20);
    let (mut flooding, mut other) = (client(&app).await, client(&app).await);
    let end = Frame { opcode: 9, ..Frame::binary("end") }.to_bytes();
    flooding.send_raw_bytes([flood, &end[..]].concat()).await;
    let before = pongs.0.load(Relaxed);
    assert_lives(&mut other).await;
    let meanwhile = pongs.0.load(Relaxed) - before;
    assert!(meanwhile < 1_000, "{meanwhile} {what} were handled while another client waited");
    // All of it is handled in the end.
    while flooding.receive_pong().await != "end" {}
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pings_leaves_others_their_turn() {
    for payload in ["", &"p".repeat(125)] {
        let ping = Frame { opcode: 9, ..Frame::binary(payload.to_owned()) }.to_bytes();
        assert_leaves_turns(&ping.repeat(7_600), "pings").await;
    }
}

/// Who is closed by the server may go on for as long as the closing handshake may take.
#[tokio::test(start_paused = true)]
async fn a_flood_after_the_servers_close_leaves_others_their_turn() {
    let (app, _script) = desk_with(Settings { drain_timeout: Duration::from_secs(1), ..Settings::default() });
    let app = app.pipe_capacity(4 << 20);
    let (mut flooding, mut other) = (client(&app).await, client(&app).await);
    flooding.send_text(message_of(KIB_64 + 1)).await;
    let ping = Frame { opcode: 9, ..Frame::binary("") }.to_bytes();
    flooding.send_raw_bytes(ping.repeat(100_000)).await;
    for _ in 0..10 {
        assert_lives(&mut other).await;
    }
    flooding.assert_closed(1009).await;
}

/// The stream keeps as much waiting as it may.
#[tokio::test(start_paused = true)]
async fn pings_are_answered_amid_a_stream() {
    let (app, _script) = desk();
    let app = app.pipe_capacity(1024);
    let mut client = client(&app).await;
    client.send_message(FloodMessage(100_000)).await;
    client.stall();
    client.send_ping(&b"first"[..]).await;
    client.resume();
    assert_eq!(client.receive_pong().await, "first");
    client.send_ping(&b"second"[..]).await;
    assert_eq!(client.receive_pong().await, "second");
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pongs_or_fragments_leaves_others_their_turn() {
    // A ping after each hundred tells how far it is.
    let ping = Frame { opcode: 9, ..Frame::binary("") }.to_bytes();
    let pongs = [Frame { opcode: 10, ..Frame::binary("") }.to_bytes().repeat(100), ping.to_vec()].concat();
    let begin = Frame::binary("").unfinished().to_bytes();
    let go_on = Frame::continuation("").unfinished().to_bytes();
    let fragments = [go_on.repeat(100), ping.to_vec()].concat();
    assert_leaves_turns(&pongs.repeat(200), "hundreds of pongs").await;
    assert_leaves_turns(&[&begin[..], &fragments.repeat(200)].concat(), "hundreds of fragments").await;
}
