//! Clients that read a stream of their own, slowly: they live for as long as they read.

use std::time::Duration;

use http::Version;
use tokio::time::Instant;

use super::Case;
use crate::{
    client::{Client, Report, reach, reach_with_small_buffer},
    pace::Paced,
    stage::Server,
};

/// How long one is watched: longer than all that could end it by default.
pub(super) const WATCHED: Duration = Duration::from_secs(70);

/// More than anyone takes of a stream in that time.
pub(super) const ENDLESS: u64 = u64::MAX;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::new("readers: 20 KB/s with a buffer of 4 KiB", with_small_buffer(20_000)),
        Case::new("readers: 1.4 MB at once, read at 20 KB/s", burst()),
        Case::new("readers: HTTP/2, whose program takes 100 KB/s", slow_program(100_000)),
        Case::new("readers: HTTP/2, whose program takes 20 KB/s", slow_program(20_000)),
    ];
    for rate in [5_000, 20_000, 100_000, 250_000] {
        let name = format!("readers: {} KB/s", rate / 1000);
        cases.push(Case::new(name, over_network(Version::HTTP_11, rate)));
    }
    for rate in [10_000, 20_000, 100_000] {
        let name = format!("readers: HTTP/2, {} KB/s", rate / 1000);
        cases.push(Case::new(name, over_network(Version::HTTP_2, rate)));
    }
    cases
}

/// A slow network.
async fn over_network(version: Version, rate: u64) -> Report {
    let mut server = Server::start().await;
    let stream = Paced::read_at(reach(server.address).await, rate);
    let mut client = Client::open(stream, version).await;
    assert_lives(&mut client, &mut server, rate).await
}

async fn with_small_buffer(rate: u64) -> Report {
    let mut server = Server::start().await;
    let stream = Paced::read_at(reach_with_small_buffer(server.address).await, rate);
    let mut client = Client::open(stream, Version::HTTP_11).await;
    assert_lives(&mut client, &mut server, rate).await
}

/// A slow program on a fast network: only HTTP/2's windows tell of it.
async fn slow_program(rate: u64) -> Report {
    let mut server = Server::start().await;
    let mut client = Client::open(reach(server.address).await, Version::HTTP_2).await.reading_at(rate);
    assert_lives(&mut client, &mut server, rate).await
}

/// Takes a stream at its rate.
pub(super) async fn assert_lives(client: &mut Client, server: &mut Server, rate: u64) -> Report {
    let begun = Instant::now();
    client.ask_for(ENDLESS).await;
    let report = client.listen(WATCHED, ENDLESS).await;
    let ended = server.happened().map(|(at, event)| (at - begun, event));
    assert_eq!((&report.end, ended), (&None, None), "{report}");
    // On a busy machine the client itself is late.
    assert!(report.bytes > rate * WATCHED.as_secs() * 6 / 10, "{report}");
    report
}

/// All that is sent waits before the ping.
async fn burst() -> Report {
    let mut server = Server::start().await;
    let stream = Paced::read_at(reach(server.address).await, 20_000);
    let mut client = Client::open(stream, Version::HTTP_11).await;
    client.ask_for(1400).await;
    let report = client.listen(Duration::from_secs(80), 1400).await;
    assert_eq!((report.messages, &report.end), (1400, &None), "{report}");
    client.ask_for(1).await;
    let more = client.listen(Duration::from_secs(5), 1).await;
    assert_eq!(more.messages, 1, "{more}");
    assert_eq!(server.happened(), None);
    report
}
