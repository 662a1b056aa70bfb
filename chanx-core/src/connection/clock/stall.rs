//! A peer that is written to and takes nothing.

use std::time::Duration;

use tokio::time::Instant;

use crate::link::kernel::Acknowledged;

/// What was written and does not arrive.
#[derive(Debug)]
pub(super) struct Stall {
    /// The last sign that the peer takes something.
    since: Instant,
    /// Bytes ever written, when they were looked at last, and when they last grew.
    written: u64,
    grown: Instant,
    /// Bytes ever acknowledged, when they were looked at last.
    acknowledged: Option<u64>,
    /// When to ask the kernel next; never where it does not tell.
    look_at: Option<Instant>,
}

/// The times that the kernel is asked until a peer is given up. A sign is seen so much later than it came at most.
const LOOKS: u32 = 4;

impl Stall {
    pub(super) fn new(now: Instant, written: u64, limit: Duration) -> Self {
        Self { since: now, written, grown: now, acknowledged: None, look_at: Some(now + limit / LOOKS) }
    }

    /// Takes note of what was written by now, and of when the peer was last heard of. That this side's kernel took
    /// something is a sign only where it does not tell what the peer's did.
    pub(super) fn see(&mut self, now: Instant, written: u64, heard: Instant) {
        self.since = self.since.max(heard);
        if written != self.written {
            (self.written, self.grown) = (written, now);
        }
        if self.look_at.is_none() {
            self.since = self.since.max(self.grown);
        }
    }

    pub(super) fn due(&self, limit: Duration) -> Instant {
        self.since + limit
    }

    pub(super) fn look_at(&self) -> Option<Instant> {
        self.look_at
    }

    /// Looks at what the kernel tells: whether the peer has taken something since the last time.
    pub(super) fn look(&mut self, now: Instant, told: Option<Acknowledged>, limit: Duration) -> bool {
        let Some(told) = told else {
            self.look_at = None;
            self.since = self.since.max(self.grown);
            return false;
        };
        // The first time counts as a sign, since nobody looked before.
        let moved = !told.outstanding || self.acknowledged != Some(told.bytes);
        self.acknowledged = Some(told.bytes);
        self.look_at = Some(now + limit / LOOKS);
        if moved {
            self.since = now;
        }
        moved
    }
}
