//! The flush of a group: everything pending goes to every member in as few writes as possible.

use std::sync::Arc;

use super::{
    group::{Group, ROOM},
    round::{Progress, Round},
};
use crate::sync::few;

/// Members that are written to before other tasks get their turn.
const TURN: usize = few(64);

/// The flush that is under way in a group: one at a time. Its drop before it is done, as when its runtime shuts down, lets
/// the next one begin where it was.
pub(super) struct Flush {
    group: Arc<Group>,
    round: Round,
    done: bool,
}

impl Flush {
    /// The flush that a group said must begin.
    pub(super) fn of(group: Arc<Group>) -> Self {
        Self { group, round: Round::default(), done: false }
    }

    /// Delivers what is pending until nothing is.
    ///
    /// It goes round the members like a lift. A message that is published meanwhile gets on where the lift is, shares
    /// the writes to the members from there on, and gets off at the same place one lap later: so every member has every
    /// message after one lap, in the order in which they were published, and one write carries all that its member
    /// lacks, however the publishers' moments fall.
    pub(super) async fn run(mut self) {
        let mut members = Vec::with_capacity(TURN);
        let mut progress = Progress::default();
        let Self { group, round, done } = &mut self;
        loop {
            if round.memory() < ROOM {
                round.admit(group.take_pending(), progress);
            }
            let Some(last) = round.last() else {
                *done = group.finish();
                if *done {
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
}

impl Drop for Flush {
    fn drop(&mut self) {
        if !self.done {
            self.group.give_back(self.round.take());
        }
    }
}
