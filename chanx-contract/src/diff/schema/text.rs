//! Strings.

use serde_json::{Map, Value};

use super::{Effect, walk::Walk};

impl Walk<'_> {
    pub(super) fn string(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, path: &str) {
        self.counts(("minLength", "maxLength"), "character", old, new, path);
        for (keyword, verb, never) in
            [("pattern", "matches", "may be any text"), ("format", "is of the format", "has no format")]
        {
            let (was, is) = (old.get(keyword), new.get(keyword));
            if was == is || keyword == "format" && number_format(was) && number_format(is) {
                continue;
            }
            let shown = |value: &Value| match value {
                Value::String(text) => format!("`{text}`"),
                other => format!("`{other}`"),
            };
            let what = match (was, is) {
                (Some(was), Some(is)) => format!("{verb} {} now, {} before", shown(is), shown(was)),
                (None, Some(is)) => format!("{verb} {} now", shown(is)),
                (Some(was), _) => format!("{never} now, {} before", shown(was)),
                (None, None) => continue,
            };
            self.tell(Effect::of(is.is_some(), was.is_some()), path, what);
        }
    }
}

/// Tells whether it is no format of strings, in a schema that takes numbers too.
fn number_format(format: Option<&Value>) -> bool {
    format.and_then(Value::as_str).is_none_or(|format| {
        matches!(format, "float" | "double" | "int" | "uint") || super::number::format_range(format).is_some()
    })
}
