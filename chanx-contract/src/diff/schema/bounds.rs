//! Keywords that bound a count from below or above.

use serde_json::{Map, Value};

use super::{Effect, walk::Walk};

impl Walk<'_> {
    /// Compares a count's bounds: `(minLength, maxLength)` of "character".
    pub(super) fn counts(
        &mut self,
        (least, most): (&str, &str),
        unit: &str,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        path: &str,
    ) {
        let lower = |keywords: &Map<String, Value>| count(keywords, least).unwrap_or(0);
        let upper = |keywords: &Map<String, Value>| count(keywords, most);
        let (was, is) = (lower(old), lower(new));
        if was != is {
            let shown = |n: u64| if n == 0 { any(unit) } else { format!("at least {}", counted(n, unit)) };
            let what = format!("holds {} now, {} before", shown(is), shown(was));
            self.tell(Effect::of(is > was, is < was), path, what);
        }
        let (was, is) = (upper(old), upper(new));
        if was != is {
            let shown = |n: Option<u64>| n.map_or(any(unit), |n| format!("at most {}", counted(n, unit)));
            let narrower = is.is_some_and(|is| was.is_none_or(|was| is < was));
            let what = format!("holds {} now, {} before", shown(is), shown(was));
            self.tell(Effect::of(narrower, !narrower), path, what);
        }
    }
}

/// The value of a keyword that counts.
pub(super) fn count(keywords: &Map<String, Value>, keyword: &str) -> Option<u64> {
    let value = keywords.get(keyword)?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count may be written as 3.0"
    )]
    value.as_u64().or_else(|| value.as_f64().map(|count| count as u64))
}

fn any(unit: &str) -> String {
    format!("any number of {unit}s")
}

fn counted(n: u64, unit: &str) -> String {
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}
