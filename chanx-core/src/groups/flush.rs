//! The flush of a group: everything pending goes to every member in as few writes as possible.

use std::sync::Arc;

use super::{
    group::{Group, ROOM},
    round::{Progress, Round},
};

/// Members that are written to before other tasks get their turn.
const TURN: usize = 64;

/// Delivers what is pending until nothing is; one flush of a group runs at a time.
///
/// It goes round the members like a lift. A message that is published meanwhile gets on where the lift is, shares
/// the writes to the members from there on, and gets off at the same place one lap later: so every member has every
/// message after one lap, in the order in which they were published, and one write carries all that its member
/// lacks, however the publishers' moments fall.
pub(crate) async fn flush(group: Arc<Group>) {
    let mut members = Vec::with_capacity(TURN);
    let mut round = Round::default();
    let mut progress = Progress::default();
    loop {
        if round.bytes() < ROOM {
            round.admit(group.take_pending(), progress);
        }
        let Some(last) = round.last() else {
            if group.finish() {
                return;
            }
            continue;
        };
        group.visit(progress.key, TURN, last, &mut members);
        for member in &members {
            round.deliver(&member.session, member.from);
            progress.key = member.key;
        }
        if members.len() < TURN {
            progress = Progress { lap: progress.lap + 1, key: 0 };
        }
        members.clear();
        round.retire(progress);
        // Publishers that are ready run first: what they publish shares the next writes.
        tokio::task::yield_now().await;
    }
}
