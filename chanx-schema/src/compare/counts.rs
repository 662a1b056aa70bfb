//! Bounds of a count, from below and above.

use super::{Effect, walk::Walk};

/// The least and the most of a count.
type Bounds = (Option<u64>, Option<u64>);

impl Walk {
    /// Compares a count's bounds: of a text's "character"s, for one.
    pub(super) fn counts(&mut self, unit: &str, old: Bounds, new: Bounds, path: &str) {
        let counted = |n: u64| if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") };
        let bound = |bound: &str, n: Option<u64>| {
            n.map_or_else(|| format!("any number of {unit}s"), |n| format!("{bound} {}", counted(n)))
        };
        let least = |bounds: Bounds| bounds.0.filter(|least| *least > 0);
        let (was, is) = (least(old), least(new));
        if was != is {
            let what = format!("holds {} now, {} before", bound("at least", is), bound("at least", was));
            self.tell(Effect::of(is > was, is < was), path, what);
        }
        let (was, is) = (old.1, new.1);
        if was != is {
            let narrower = is.is_some_and(|is| was.is_none_or(|was| is < was));
            let what = format!("holds {} now, {} before", bound("at most", is), bound("at most", was));
            self.tell(Effect::of(narrower, !narrower), path, what);
        }
    }
}
