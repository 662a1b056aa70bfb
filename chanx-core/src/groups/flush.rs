//! The flush of a group: everything pending goes to every member in as few writes as there are members.

use std::sync::Arc;

use super::{group::Group, view::Batch};

/// Members that are written to before other tasks get their turn.
const TURN: usize = 64;

/// Delivers what is pending until nothing is. One flush of a group runs at a time, so that its messages keep
/// their order; what is published meanwhile is joined into the next round.
pub(crate) async fn flush(group: Arc<Group>) {
    let mut members = Vec::with_capacity(TURN);
    while let Some(pending) = group.take_pending() {
        let mut batch = Batch::new(pending);
        let mut last = 0;
        loop {
            group.members_after(last, TURN, &mut members);
            for (joined, link) in &members {
                batch.deliver(link, *joined);
                last = *joined;
            }
            let more = members.len() == TURN;
            members.clear();
            if !more {
                break;
            }
            tokio::task::yield_now().await;
        }
        // Publishers that are ready run first: what they publish shares the next round's writes.
        tokio::task::yield_now().await;
    }
}
