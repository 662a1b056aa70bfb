//! Clients that are gone without a word: they are given up in time, and all that others see of them goes.

use std::time::Duration;

use http::Version;
use tokio::time::Instant;

use super::{Case, readers::ENDLESS};
use crate::{
    client::{Client, reach},
    stage::{Event, Server},
    wire::Wire,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (version, name) in [(Version::HTTP_11, "HTTP/1.1"), (Version::HTTP_2, "HTTP/2")] {
        cases.push(Case::new(format!("gone: {name}, idle, cut off"), idle(version, true)));
        cases.push(Case::new(format!("gone: {name}, idle, stopped"), idle(version, false)));
        cases.push(Case::new(format!("gone: {name}, in a stream, cut off"), streaming(version, true)));
        cases.push(Case::new(format!("gone: {name}, in a stream, stopped"), streaming(version, false)));
    }
    cases
}

/// A ping goes out after 25 s, and is to be answered within 10 s.
async fn idle(version: Version, cut: bool) -> String {
    let since = Instant::now();
    let (mut server, _client, wire) = begin(version, cut).await;
    if let Some(wire) = wire {
        wire.cut();
    }
    let given_up = assert_given_up(&mut server, 1006, since).await;
    assert!((34..=40).contains(&given_up.as_secs()), "{given_up:?}");
    format!("given up after {:.1} s", given_up.as_secs_f64())
}

/// The kernel takes what it can, and then nothing for 30 s; it is asked four times in that time.
async fn streaming(version: Version, cut: bool) -> String {
    let (mut server, mut client, wire) = begin(version, cut).await;
    client.ask_for(ENDLESS).await;
    client.listen(Duration::from_secs(2), ENDLESS).await;
    let since = Instant::now();
    if let Some(wire) = wire {
        wire.cut();
    }
    let given_up = assert_given_up(&mut server, 1013, since).await;
    // The last that it took came while it was listened to, or after.
    assert!((27..=45).contains(&given_up.as_secs()), "{given_up:?}");
    format!("given up after {:.1} s", given_up.as_secs_f64())
}

/// A client, and the way to it where it is to be cut.
async fn begin(version: Version, cut: bool) -> (Server, Client, Option<Wire>) {
    let server = Server::start().await;
    let wire = if cut { Some(Wire::to(server.address).await) } else { None };
    let address = wire.as_ref().map_or(server.address, |wire| wire.address);
    let client = Client::open(reach(address).await, version).await;
    (server, client, wire)
}

/// It is given up, its consumer says good-bye, and the group has no member any more.
async fn assert_given_up(server: &mut Server, code: u16, since: Instant) -> Duration {
    let given_up = server.until(Event::Closing(code), since, Duration::from_secs(50)).await;
    // Which of the two comes first is nobody's promise.
    let mut awaited = vec![Event::Disconnected, Event::Left];
    while !awaited.is_empty() {
        let (_, event) = server.next(since, Duration::from_mins(1)).await;
        awaited.retain(|awaited| *awaited != event);
    }
    given_up
}
