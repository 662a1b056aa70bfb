//! What a test says of single values: by the action of their message, and by their place in it.

use chanx_core::schema::camel_case;
use serde_json::Value;

/// Any action, any key, any index.
const ANY: &str = "*";

/// Rules, in the order in which they were given.
pub(super) struct Rules<T>(Vec<Rule<T>>);

struct Rule<T> {
    action: String,
    path: Vec<String>,
    what: T,
}

impl<T> Default for Rules<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Rules<T> {
    pub(super) fn add(&mut self, action: &str, path: &str, what: T) {
        let path = path.split('.').map(str::to_owned).collect();
        self.0.push(Rule { action: action.to_owned(), path, what });
    }

    /// What is said of a place in a message of this action.
    pub(super) fn find(&self, action: &str, path: &[String]) -> Option<&T> {
        let fits = |rule: &&Rule<T>| {
            rule.fits(action)
                && rule.path.len() == path.len()
                && rule.path.iter().zip(path).all(|(rule, key)| rule == ANY || rule == key)
        };
        self.0.iter().rev().find(fits).map(|rule| &rule.what)
    }
}

impl<T> Rule<T> {
    fn fits(&self, action: &str) -> bool {
        self.action == ANY || self.action == action
    }
}

impl Rules<()> {
    /// Takes out of a message what is ignored.
    pub(super) fn strip(&self, action: &str, message: &mut Value) {
        for rule in self.0.iter().filter(|rule| rule.fits(action)) {
            remove(message, &rule.path);
        }
    }
}

fn remove(value: &mut Value, path: &[String]) {
    let Some((key, rest)) = path.split_first() else { return };
    let fits = |name: &str| key == ANY || key == name;
    match value {
        Value::Object(members) if rest.is_empty() => members.retain(|name, _| !fits(name)),
        Value::Object(members) => {
            members.iter_mut().filter(|(name, _)| fits(name)).for_each(|(_, value)| remove(value, rest));
        }
        Value::Array(items) => {
            for (_, item) in items.iter_mut().enumerate().filter(|(index, _)| fits(&index.to_string())) {
                // An item is emptied, so that those behind it keep their places.
                if rest.is_empty() { *item = Value::Null } else { remove(item, rest) }
            }
        }
        _ => {}
    }
}

/// The value of a message's tag, in either case; empty where it has none.
pub(super) fn action<'v>(message: &'v Value, tag: &str) -> &'v str {
    let action = message.get(tag).or_else(|| message.get(&*camel_case(tag)));
    action.and_then(Value::as_str).unwrap_or_default()
}
