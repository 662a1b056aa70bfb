//! The rules on texts: garde judges, and this module knows what is a text.

use std::{borrow::Cow, fmt::Display, rc::Rc, sync::Arc};

use garde::rules::{self, ip::IpKind};
use regex::Regex;

use super::{push, value_error};
use crate::validate::{At, Fault, MAX_FOUND};

/// A text, or an `Option` of one, to which no rule applies while it is absent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text",
    label = "not a text",
    note = "this rule is for `String`, `Box<str>`, `Arc<str>`, `Cow<str>` and `Option`s of these"
)]
pub trait Text {
    /// The text; `None` for what is absent.
    fn text(&self) -> Option<&str>;
}

macro_rules! texts {
    ($($text:ty)+) => {$(
        impl Text for $text {
            fn text(&self) -> Option<&str> {
                Some(self)
            }
        }
    )+};
}
texts!(str String Box<str> Rc<str> Arc<str> Cow<'_, str>);

impl<T: Text + ?Sized> Text for &T {
    fn text(&self) -> Option<&str> {
        T::text(self)
    }
}

impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(T::text)
    }
}

/// Adds what a rule of garde says of a text.
pub(super) fn judge<T: Text + ?Sized, E: Display>(
    value: &T,
    at: &At<'_>,
    faults: &mut Vec<Fault>,
    rule: impl FnOnce(&&str) -> Result<(), E>,
) {
    if let Some(text) = value.text().filter(|_| faults.len() < MAX_FOUND) {
        value_error(at, faults, rule(&text));
    }
}

/// `#[garde(ascii)]`: ASCII alone.
pub fn ascii<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    judge(value, at, faults, |text| rules::ascii::apply(text, ()));
}

/// `#[garde(alphanumeric)]`: letters and digits alone.
pub fn alphanumeric<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    judge(value, at, faults, |text| rules::alphanumeric::apply(text, ()));
}

/// `#[garde(email)]`: an e-mail address.
pub fn email<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    judge(value, at, faults, |text| rules::email::apply(text, ()));
}

/// `#[garde(ip)]`: an IP address of either version.
pub fn ip<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    judge(value, at, faults, |text| rules::ip::apply(text, (IpKind::Any,)));
}

/// `#[garde(ipv4)]`: an IPv4 address.
pub fn ipv4<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    judge(value, at, faults, |text| rules::ip::apply(text, (IpKind::V4,)));
}

/// `#[garde(ipv6)]`: an IPv6 address.
pub fn ipv6<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>) {
    judge(value, at, faults, |text| rules::ip::apply(text, (IpKind::V6,)));
}

/// `#[garde(contains("…"))]`: has this text inside.
pub fn contains<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, wanted: &str) {
    judge(value, at, faults, |text| rules::contains::apply(text, (wanted,)));
}

/// `#[garde(prefix("…"))]`: begins with this text.
pub fn prefix<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, wanted: &str) {
    judge(value, at, faults, |text| rules::prefix::apply(text, (wanted,)));
}

/// `#[garde(suffix("…"))]`: ends with this text.
pub fn suffix<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, wanted: &str) {
    judge(value, at, faults, |text| rules::suffix::apply(text, (wanted,)));
}

/// `#[garde(pattern(…))]`: a text that the regular expression matches somewhere.
pub fn pattern<T: Text + ?Sized>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, pattern: &Regex) {
    if value.text().is_some_and(|text| !pattern.is_match(text)) {
        let text = format!("String should match pattern '{pattern}'");
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
