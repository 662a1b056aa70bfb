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
        leave_timeout: Duration::MAX,
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
