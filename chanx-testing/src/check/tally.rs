//! What became of an action's frames: a check that nothing passed through has checked nothing.

use super::judge::{Fate, Problem, Wrong};

/// How many frames of an action's schema met which fate.
#[derive(Default)]
pub(super) struct Tally {
    taken: u32,
    refused: u32,
    denied: u32,
    failed: u32,
    closed: u32,
}

impl Tally {
    pub(super) fn add(&mut self, fate: Fate) {
        let count = match fate {
            Fate::Taken => &mut self.taken,
            Fate::Refused => &mut self.refused,
            Fate::Denied => &mut self.denied,
            Fate::Failed => &mut self.failed,
            Fate::Closed => &mut self.closed,
        };
        *count += 1;
    }

    /// That frames were sent, and none of them was taken.
    pub(super) fn problem(&self, action: &str) -> Option<Problem> {
        let fates = [
            (self.refused, "refused by rules that no schema states", "try more of them by `.cases(…)`"),
            (self.denied, "refused by a permission", "say with `.connecting(…)` who may send it"),
            (self.failed, "failed", "give the application what its handler needs"),
            (
                self.closed,
                "answered by closing the connection",
                "connect with `.connecting(…)` as one who may stay",
            ),
        ];
        let sent: u32 = fates.iter().map(|(count, ..)| count).sum();
        if self.taken > 0 || sent == 0 {
            return None;
        }
        let met = fates.iter().filter(|(count, ..)| *count > 0);
        let (what, ways): (Vec<_>, Vec<_>) = met
            .map(|(count, what, way)| (format!("{count} were {what}").replace("were failed", "failed"), *way))
            .unzip();
        let words = format!(
            "none of {sent} frames of its schema was taken, so that it was not tried: {}\n   {}, or leave it out by \
             `.skip({action:?})`",
            what.join(", "),
            ways.join(", "),
        );
        Some(Problem { wrong: Wrong::Untried, words })
    }
}
