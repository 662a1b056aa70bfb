//! What stands in a consumer's block and is neither a handler nor a hook: it would never be called.

use proc_macro2::Ident;

use super::hook::NAMES;
use crate::common::errors::Errors;

/// A method: perhaps its attribute was forgotten, or a hook is misspelt.
pub(super) fn neither(errors: &Errors, name: &Ident) {
    let meant = match meant(&name.to_string()) {
        Some(hook) => format!("did you mean `{hook}`? Else add"),
        None => "add".to_owned(),
    };
    let message = format!(
        "`{name}` is neither a handler nor a hook: {meant} `#[ws_handler]`, or move it to a plain `impl` block"
    );
    errors.push(name, message);
}

/// A constant, a type or the like. What has no name, such as a macro's call, is the user's own affair.
pub(super) fn elsewhere(errors: &Errors, name: Option<&Ident>) {
    let Some(name) = name else { return };
    let message =
        format!("`{name}` is neither a handler nor a hook: move it to a plain `impl` block beside this one");
    errors.push(name, message);
}

/// The hook whose name this one almost is.
fn meant(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("on_").unwrap_or(name);
    let begins = |hook: &&str| name.len() > 5 && hook.starts_with(name);
    let goes_on = |hook: &&str| name.strip_prefix(*hook).is_some_and(|rest| rest.len() <= 2);
    let near = |hook: &&str| distance(name, hook) <= hook.len() / 4;
    NAMES.into_iter().find(|hook| begins(hook) || goes_on(hook) || near(hook))
}

/// How many letters differ (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(b.chars()) {
            let replaced = diagonal + usize::from(left != right);
            diagonal = *cell;
            before = replaced.min(diagonal + 1).min(before + 1);
            *cell = before;
        }
    }
    // The first cell is never read again; an empty `b` does not occur.
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, meant};

    #[test]
    fn distances() {
        for (a, b, letters) in
            [("", "abc", 3), ("abc", "abc", 0), ("conect", "connect", 1), ("kitten", "sitting", 3)]
        {
            assert_eq!(distance(a, b), letters, "{a} {b}");
        }
    }

    #[test]
    fn misspelt_hooks() {
        let cases = [
            ("conect", Some("connect")),
            ("on_connect", Some("connect")),
            ("disconect", Some("disconnected")),
            ("disconnect", Some("disconnected")),
            ("on_disconnect", Some("disconnected")),
            ("build_group", Some("build_groups")),
            ("post_auth", Some("post_authentication")),
            ("connected", Some("connect")),
            ("reconnect", None),
            ("collect", None),
            ("chat", None),
            ("greet", None),
        ];
        for (name, hook) in cases {
            assert_eq!(meant(name), hook, "{name}");
        }
    }
}
