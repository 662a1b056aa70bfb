//! Clients that send one long frame, slowly. They cannot answer a ping meanwhile: a pong cannot stand inside a frame.

use std::time::Duration;

use http::Version;
use tokio::time::Instant;

use super::Case;
use crate::{
    client::{Client, reach},
    frames,
    pace::Paced,
    stage::Server,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (version, name) in [(Version::HTTP_11, "HTTP/1.1"), (Version::HTTP_2, "HTTP/2")] {
        for rate in [2_000, 50_000] {
            cases.push(Case::new(format!("uploads: {name}, {} KB/s", rate / 1000), upload(version, rate)));
        }
    }
    cases
}

/// A minute of it.
async fn upload(version: Version, rate: u64) -> String {
    let mut server = Server::start().await;
    let stream = Paced::written_at(reach(server.address).await, rate);
    let mut client = Client::open(stream, version).await;
    let len = usize::try_from(rate * 60).expect("it fits into memory");
    let due = Instant::now() + Duration::from_secs(74);
    let report = client.upload(&frames::binary(&vec![7; len]), due - Instant::now()).await;
    assert_eq!(report.end, None, "{report}");
    // Over HTTP/2, hyper has taken all of it at once, and sends it as fast as the network is.
    let answer = client.listen(due - Instant::now(), 1).await;
    assert_eq!(answer.last, len.to_string(), "{report}; then {answer}");
    assert_eq!(server.happened(), None);
    format!("{report}; then {answer}")
}
