//! The rules that `#[garde(…)]` names: each adds a fault in pydantic's words when it is broken.
//!
//! garde judges what it has rules for, and stands in no signature: its version is not the user's concern.

use std::fmt::Display;

use super::{At, Fault, MAX_FOUND};

mod inner;
mod length;
mod number;
mod text;
mod url;

pub use inner::Inner;
pub use length::{Measured, length, length_bytes, length_chars, length_graphemes, length_utf16};
pub use number::{Number, range};
pub use text::{Text, alphanumeric, ascii, contains, email, ip, ipv4, ipv6, pattern, prefix, regex, suffix};
pub(crate) use url::is_url;
#[cfg(feature = "url")]
pub use url::url;

fn push(at: &At<'_>, faults: &mut Vec<Fault>, kind: &str, msg: impl Display) {
    if faults.len() < MAX_FOUND {
        faults.push(Fault { kind: kind.to_owned(), loc: at.to_loc(), msg: msg.to_string() });
    }
}

/// A rule for which pydantic has no name of its own.
fn value_error(at: &At<'_>, faults: &mut Vec<Fault>, broken: Result<(), impl Display>) {
    if let Err(text) = broken {
        push(at, faults, "value_error", format_args!("Value error, {text}"));
    }
}

/// `#[garde(matches(other))]`: the same as another field.
pub fn matches<T: PartialEq<O>, O>(value: &T, at: &At<'_>, faults: &mut Vec<Fault>, name: &str, other: &O) {
    value_error(at, faults, garde::rules::matches::apply(value, (name, other)));
}

/// `#[garde(custom(function))]`: whatever the function says.
pub fn custom<E: Display>(broken: Result<(), E>, at: &At<'_>, faults: &mut Vec<Fault>) {
    value_error(at, faults, broken);
}

/// `#[garde(required)]`: not absent.
pub fn required<T>(value: &Option<T>, at: &At<'_>, faults: &mut Vec<Fault>) {
    if value.is_none() {
        push(at, faults, "missing", "Field required");
    }
}

#[cfg(test)]
mod tests;
