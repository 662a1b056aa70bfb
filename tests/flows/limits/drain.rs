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
    assert!(begun.elapsed() <= Duration::from_secs(30), "{:?}", begun.elapsed());
    for client in &mut clients {
        client.assert_closed(1012).await;
    }
    let early = moments.iter().filter(|at| **at < 5_000).count();
    assert!((1..50).contains(&early), "spread over the time: {moments:?}");
    moments.dedup();
    assert!(moments.len() > 30, "{moments:?}");
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
