//! Arrays and tuples.

use serde_json::{Map, Value};

use super::{Effect, bounds::count, walk::Walk};

impl Walk<'_> {
    pub(super) fn array(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, path: &str) {
        self.counts(("minItems", "maxItems"), "item", old, new, path);
        let unique = |keywords: &Map<String, Value>| keywords.get("uniqueItems") == Some(&Value::Bool(true));
        match (unique(old), unique(new)) {
            (false, true) => self.tell(Effect::Narrower, path, "holds no item twice now"),
            (true, false) => self.tell(Effect::Wider, path, "may hold an item twice now"),
            _ => {}
        }
        let (was, is) = (prefix(old), prefix(new));
        let longest = was.len().max(is.len());
        let most = |keywords: &Map<String, Value>| count(keywords, "maxItems").unwrap_or(u64::MAX);
        // What stands beyond one side's end is told of by `maxItems`.
        let shortest = most(old).min(most(new));
        for i in (0..longest).take_while(|&i| u64::try_from(i).is_ok_and(|i| i < shortest)) {
            let (was, is) = (was.get(i).unwrap_or(rest(old)), is.get(i).unwrap_or(rest(new)));
            self.compare(was, is, &format!("{path}[{i}]"));
        }
        if u64::try_from(longest).is_ok_and(|longest| longest < shortest) {
            self.compare(rest(old), rest(new), &format!("{path}[]"));
        }
    }
}

fn prefix(keywords: &Map<String, Value>) -> &[Value] {
    keywords.get("prefixItems").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn rest(keywords: &Map<String, Value>) -> &Value {
    keywords.get("items").unwrap_or(&Value::Bool(true))
}
