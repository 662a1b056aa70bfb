//! Strings.

use super::{Effect, walk::Walk};
use crate::{
    facts::{Facts, Pattern},
    kind::width,
};

impl Walk {
    pub(super) fn string(&mut self, old: &Facts, new: &Facts, path: &str) {
        let lengths = |facts: &Facts| (facts.min_length, facts.max_length);
        self.counts("character", lengths(old), lengths(new), path);
        let patterns = |facts: &Facts| shown(facts.patterns.iter().map(Pattern::as_str));
        self.texts(["matches", "may be any text"], patterns(old), patterns(new), path);
        // Formats of numbers say nothing of a text, in a schema that takes both.
        let text = |format: &&String| !is_of_numbers(format);
        let formats = |facts: &Facts| shown(facts.formats.iter().filter(text).map(String::as_str));
        self.texts(["is of the format", "has no format"], formats(old), formats(new), path);
    }

    fn texts(&mut self, [has, never]: [&str; 2], was: Option<String>, is: Option<String>, path: &str) {
        let effect = Effect::of(is.is_some(), was.is_some());
        let what = match (was, is) {
            (was, is) if was == is => return,
            (Some(was), Some(is)) => format!("{has} {is} now, {was} before"),
            (None, Some(is)) => format!("{has} {is} now"),
            (was, _) => format!("{never} now, {} before", was.unwrap_or_default()),
        };
        self.tell(effect, path, what);
    }
}

fn shown<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let texts: Vec<String> = texts.map(|text| format!("`{text}`")).collect();
    (!texts.is_empty()).then(|| texts.join(" and "))
}

/// Tells whether it is a format of numbers, as schemars writes it.
pub(super) fn is_of_numbers(format: &str) -> bool {
    matches!(format, "float" | "double") || width(format).is_some()
}
