//! A member of a room that reads nothing while the others talk: more waits for it than has room.

use std::time::Duration;

use http::Version;
use tokio::time::{Instant, interval};

use super::Case;
use crate::{
    client::{Client, Report, reach},
    frames::{self, Heard},
    stage::{Event, Server},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("stalled: reads on as it ends", member(Duration::from_secs(1))),
        Case::new("stalled: reads on when all is over", member(Duration::from_secs(8))),
    ]
}

/// A member that reads on so long after it was given up.
async fn member(pause: Duration) -> Report {
    let mut server = Server::start().await;
    let mut stalled = Client::open(reach(server.address).await, Version::HTTP_11).await;
    let mut talker = Client::open(reach(server.address).await, Version::HTTP_11).await;
    let since = Instant::now();
    let talk = async {
        let mut turns = interval(Duration::from_secs(1) / 120);
        loop {
            turns.tick().await;
            talker.send(&frames::text(r#"{"action":"say"}"#)).await;
        }
    };
    let given_up = async {
        server.until(Event::Closing(1013), since, Duration::from_secs(45)).await;
        tokio::time::sleep(pause).await;
        stalled.listen(Duration::from_secs(10), u64::MAX).await
    };
    let report = tokio::select! {
        () = talk => unreachable!("it talks without end"),
        report = given_up => report,
    };
    let heard = report.end.as_ref().map(|(_, end)| end);
    let is_in_time = pause < Duration::from_secs(5);
    let expected = if is_in_time { Heard::Close(Some(1013)) } else { Heard::End };
    assert_eq!(heard, Some(&expected), "{report}");
    report
}
