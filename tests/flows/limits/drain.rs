//! The end of the server.

use super::*;

#[tokio::test(start_paused = true)]
async fn draining_closes_each_connection_with_1012_at_a_moment_of_its_own() {
    let (app, mut script) = desk();
    let mut clients = Vec::new();
    for _ in 0..50 {
        clients.push(client(&app).await);
    }
    let begun = Instant::now();
    let draining = tokio::spawn({
        let app = app.clone();
        async move { app.drain().await }
    });
    let mut moments = Vec::new();
    for _ in 0..50 {
        script.assert_told("disconnected").await;
        moments.push(begun.elapsed().as_millis());
    }
    draining.await.expect("draining does not panic");
    // 3 ms for each.
    assert!(begun.elapsed() <= Duration::from_millis(160), "{:?}", begun.elapsed());
    for client in &mut clients {
        client.assert_closed(1012).await;
    }
    let early = moments.iter().filter(|at| **at < 50).count();
    assert!((1..50).contains(&early), "spread over the time: {moments:?}");
    moments.dedup();
    assert!(moments.len() > 20, "{moments:?}");
}

#[tokio::test(start_paused = true)]
async fn draining_one_connection_ends_at_once() {
    let (app, mut script) = desk();
    let mut client = client(&app).await;
    let begun = Instant::now();
    app.drain().await;
    assert!(begun.elapsed() <= Duration::from_millis(20), "{:?}", begun.elapsed());
    client.assert_closed(1012).await;
    script.assert_told("disconnected").await;
}

#[tokio::test(start_paused = true)]
async fn draining_many_takes_half_of_the_time_at_most() {
    let settings = Settings { drain_timeout: Duration::from_millis(200), ..Settings::default() };
    let (app, _script) = desk_with(settings);
    let mut clients = Vec::new();
    for _ in 0..100 {
        clients.push(client(&app).await);
    }
    let begun = Instant::now();
    app.drain().await;
    assert!((60..=120).contains(&begun.elapsed().as_millis()), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn draining_cancels_a_handler_that_goes_on_and_on() {
    let (app, mut script) = desk();
    let mut client = client(&app).await;
    client.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    let begun = Instant::now();
    app.drain().await;
    assert!(begun.elapsed() <= Duration::from_secs(30), "{:?}", begun.elapsed());
    client.assert_closed(1012).await;
    script.assert_told("cancel wait").await;
    script.assert_told("disconnected").await;
}
