//! Times: silence, pings, slow handshakes.

use super::*;

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

/// No pong can stand inside a frame (RFC 6455 section 5.4), and browsers send a message as one.
#[tokio::test(start_paused = true)]
async fn an_upload_may_take_longer_than_pings_and_their_answers() {
    let (app, _script) = desk();
    let mut client = client(&app).await;
    client.answer(false);
    let text = message_of(60_000);
    let said = text.rsplit('"').nth(1).map_or(0, str::len);
    let frame = Frame::text(text).to_bytes();
    let begun = Instant::now();
    for part in frame.chunks(1000) {
        client.send_raw_bytes(part.to_vec()).await;
        tokio::time::advance(Duration::from_secs(2)).await;
    }
    assert_eq!(client.receive::<LengthMessage>().await.0, said);
    assert!(begun.elapsed().as_secs() > 100, "{:?}", begun.elapsed());
}

#[derive(Default)]
struct SlowToLetIn;

#[consumer(public, ping_interval = Duration::from_secs(2), ping_timeout = Duration::from_secs(2))]
impl SlowToLetIn {
    async fn connect(_: &Context<Self>) -> Self {
        tokio::time::sleep(Duration::from_secs(6)).await;
        Self
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

/// A ping could not even be written before.
#[tokio::test(start_paused = true)]
async fn who_waits_to_be_let_in_is_not_silent() {
    let app = app(router![path("ws/", SlowToLetIn)]).timeout(Duration::from_mins(1));
    let begun = Instant::now();
    let mut client: Communicator<SlowToLetIn> = app.communicator("ws/").authenticated().await;
    assert_eq!(begun.elapsed().as_secs(), 6);
    client.answer(false);
    client.receive_ping().await;
    client.assert_closed(1006).await;
    assert_eq!(begun.elapsed().as_secs(), 10, "from then on it counts");
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
async fn times_without_end_are_a_year() {
    let settings = Settings {
        handshake_timeout: Duration::MAX,
        authentication_timeout: Duration::MAX,
        ping_interval: Duration::MAX,
        ping_timeout: Duration::MAX,
        write_timeout: Duration::MAX,
        close_timeout: Duration::MAX,
        layer_timeout: Duration::MAX,
        drain_timeout: Duration::MAX,
        ..Settings::default()
    };
    let (app, _script) = desk_with(settings);
    let app = app.timeout(Duration::from_hours(24 * 800));
    let mut client = client(&app).await;
    assert_lives(&mut client).await;
    let begun = Instant::now();
    client.receive_ping().await;
    assert_eq!(begun.elapsed(), Duration::from_hours(24 * 365));
    client.stall();
    app.drain().await;
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
