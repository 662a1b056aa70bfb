//! The rules that `#[garde(…)]` names: each adds a fault in pydantic's words when it is broken.
//!
//! A rule on an `Option` applies to what it holds.

use std::fmt::Display;

use garde::rules::{
    alphanumeric::Alphanumeric,
    ascii::Ascii,
    contains::Contains,
    email::Email,
    ip::{Ip, IpKind},
    matches::Matches,
    pattern::{Matcher, Pattern},
    prefix::Prefix,
    range::{Bounds, OutOfBounds},
    suffix::Suffix,
    url::Url,
};
use regex::Regex;

use super::{At, Fault};

mod inner;
mod length;

pub use inner::Inner;
pub use length::{Measured, length, length_bytes, length_chars, length_graphemes, length_utf16};

fn push(at: &At<'_>, faults: &mut Vec<Fault>, kind: &str, msg: String) {
    faults.push(Fault { kind: kind.to_owned(), loc: at.to_loc(), msg });
}

/// A rule for which pydantic has no name of its own.
fn value_error(at: &At<'_>, faults: &mut Vec<Fault>, broken: Result<(), impl Display>) {
    if let Err(text) = broken {
        push(at, faults, "value_error", format!("Value error, {text}"));
    }
}

/// `#[garde(ascii)]`: ASCII alone.
pub fn ascii<T: Ascii>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::ascii::apply(value, ()));
}

/// `#[garde(alphanumeric)]`: letters and digits alone.
pub fn alphanumeric<T: Alphanumeric>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::alphanumeric::apply(value, ()));
}

/// `#[garde(email)]`: an e-mail address.
pub fn email<T: Email>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::email::apply(value, ()));
}

/// `#[garde(url)]`: a URL.
pub fn url<T: Url>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::url::apply(value, ()));
}

/// `#[garde(ip)]`: an IP address of either version.
pub fn ip<T: Ip>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::ip::apply(value, (IpKind::Any,)));
}

/// `#[garde(ipv4)]`: an IPv4 address.
pub fn ipv4<T: Ip>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::ip::apply(value, (IpKind::V4,)));
}

/// `#[garde(ipv6)]`: an IPv6 address.
pub fn ipv6<T: Ip>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, garde::rules::ip::apply(value, (IpKind::V6,)));
}

/// `#[garde(contains("…"))]`: has this text inside.
pub fn contains<T: Contains>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, text: &str) {
    value_error(at, faults, garde::rules::contains::apply(value, (text,)));
}

/// `#[garde(prefix("…"))]`: begins with this text.
pub fn prefix<T: Prefix>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, text: &str) {
    value_error(at, faults, garde::rules::prefix::apply(value, (text,)));
}

/// `#[garde(suffix("…"))]`: ends with this text.
pub fn suffix<T: Suffix>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, text: &str) {
    value_error(at, faults, garde::rules::suffix::apply(value, (text,)));
}

/// `#[garde(matches(other))]`: the same as another field.
pub fn matches<T: Matches<O>, O>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, name: &str, other: &O) {
    value_error(at, faults, garde::rules::matches::apply(value, (name, other)));
}

/// `#[garde(custom(function))]`: whatever the function says.
pub fn custom<E: Display>(broken: Result<(), E>, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, broken);
}

/// `#[garde(required)]`: not absent.
pub fn required<T>(value: &Option<T>, at: &At<'_>, faults: &mut Vec<Fault>) {
    if value.is_none() {
        push(at, faults, "missing", "Field required".to_owned());
    }
}

/// `#[garde(range(min = …, max = …))]`: a number within bounds, both included.
pub fn range<T: Bounds>(
    value: &T,
    at: &At<'_>,
    faults: &mut Vec<Fault>,
    min: Option<T::Size>,
    max: Option<T::Size>,
) {
    let (min, max) = (min.unwrap_or(T::MIN), max.unwrap_or(T::MAX));
    match value.validate_bounds(min, max) {
        Ok(()) => {}
        Err(OutOfBounds::Lower) => {
            push(at, faults, "greater_than_equal", format!("Input should be greater than or equal to {min}"));
        }
        Err(OutOfBounds::Upper) => {
            push(at, faults, "less_than_equal", format!("Input should be less than or equal to {max}"));
        }
    }
}

/// `#[garde(pattern(…))]`: a text that the regular expression matches somewhere.
pub fn pattern<T: Pattern, M: Matcher>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, pattern: &M) {
    if !value.validate_pattern(pattern) {
        let text = format!("String should match pattern '{}'", pattern.as_str());
        push(at, faults, "string_pattern_mismatch", text);
    }
}

/// Compiles the literal of `#[garde(pattern("…"))]`, which the macro has parsed already.
///
/// # Panics
/// When the compiled expression is too big (see [`regex::RegexBuilder::size_limit`]).
pub fn regex(pattern: &str) -> Regex {
    match Regex::new(pattern) {
        Ok(regex) => regex,
        Err(error) => panic!("the pattern '{pattern}' does not compile: {error}"),
    }
}

#[cfg(test)]
mod tests;
