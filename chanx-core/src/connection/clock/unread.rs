//! What the peer may have yet to read of what its own kernel, or a proxy's, has taken for it. Nobody but the peer knows, so
//! this reckons with the slowest.

use std::time::Duration;

use tokio::time::Instant;

/// The rate, in bytes a second, at which the slowest peer reads.
const SLOWEST: u64 = 4 * 1024;

/// Most bytes that lie unread: what Linux keeps for a program that does not read (`tcp_rmem`, tcp(7)).
const MOST: u64 = 6 * 1024 * 1024;

/// A bucket that writing fills and the slowest peer empties.
#[derive(Debug)]
pub(super) struct Unread {
    bytes: u64,
    /// When it was that much.
    at: Instant,
    /// Bytes ever written by then.
    written: u64,
}

impl Unread {
    pub(super) fn new(now: Instant) -> Self {
        Self { bytes: 0, at: now, written: 0 }
    }

    /// So many bytes were written until now.
    pub(super) fn wrote(&mut self, now: Instant, written: u64) {
        if written == self.written {
            return;
        }
        let left = self.left(now);
        *self = Self { bytes: (left + (written - self.written)).min(MOST), at: now, written };
    }

    /// The peer has read everything up to there.
    pub(super) fn read(&mut self, now: Instant, end: u64) {
        self.bytes = self.left(now).min(self.written.saturating_sub(end));
        self.at = now;
    }

    /// The time until the slowest peer has read what lies before that byte of the stream.
    pub(super) fn time_before(&self, end: u64, now: Instant) -> Duration {
        let before = self.left(now).saturating_sub(self.written.saturating_sub(end));
        Duration::from_micros(before * 1_000_000 / SLOWEST)
    }

    fn left(&self, now: Instant) -> u64 {
        let read = now.duration_since(self.at).as_millis() * u128::from(SLOWEST) / 1000;
        self.bytes.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_peer_reads_4_kib_a_second_and_has_6_mib_unread_at_most() {
        let begun = Instant::now();
        let at = |seconds| begun + Duration::from_secs(seconds);
        let mut unread = Unread::new(begun);
        unread.wrote(at(0), 40 * 1024);
        assert_eq!(unread.time_before(40 * 1024, at(0)), Duration::from_secs(10));
        assert_eq!(
            unread.time_before(36 * 1024, at(0)),
            Duration::from_secs(9),
            "what comes behind does not count"
        );
        assert_eq!(unread.time_before(40 * 1024, at(4)), Duration::from_secs(6));
        unread.wrote(at(4), 48 * 1024);
        assert_eq!(unread.time_before(48 * 1024, at(4)), Duration::from_secs(8));
        assert_eq!(unread.time_before(48 * 1024, at(20)), Duration::ZERO);
        let much = 1 << 40;
        unread.wrote(at(20), much);
        assert_eq!(unread.time_before(much, at(20)), Duration::from_secs(1536));
        unread.read(at(20), much - 4096);
        assert_eq!(unread.time_before(much, at(20)), Duration::from_secs(1));
    }
}
