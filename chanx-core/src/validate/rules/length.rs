//! Lengths: of texts in characters (or another unit), of collections in items.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque},
    sync::Arc,
};

use garde::rules::length::graphemes::HasGraphemes;

use super::{Text, push};
use crate::validate::{At, Fault};

/// A value that has a length, as `#[garde(length(…))]` counts it where no unit is named: the characters of a
/// text, the items of a collection. The JSON schema counts the same.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no length",
    label = "no length",
    note = "texts, lists, sets and maps have one; for numbers write `#[garde(range(…))]`"
)]
pub trait Measured {
    /// What is counted.
    const WHAT: What;

    /// How many; `None` for what is absent.
    fn measure(&self) -> Option<usize>;
}

/// What a length counts.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// The characters of a text.
    Characters,
    /// The items of a list, set or dictionary, whose name this is.
    Items(&'static str),
}

macro_rules! texts {
    ($($text:ty)+) => {$(
        impl Measured for $text {
            const WHAT: What = What::Characters;

            fn measure(&self) -> Option<usize> {
                Some(self.chars().count())
            }
        }
    )+};
}
texts!(str String Box<str> Arc<str> Cow<'_, str>);

macro_rules! collections {
    ($($what:literal $collection:ty, [$($generic:tt)*];)+) => {$(
        impl<$($generic)*> Measured for $collection {
            const WHAT: What = What::Items($what);

            fn measure(&self) -> Option<usize> {
                Some(self.len())
            }
        }
    )+};
}
collections! {
    "List" [T], [T];
    "List" [T; N], [T, const N: usize];
    "List" Vec<T>, [T];
    "List" Box<[T]>, [T];
    "List" VecDeque<T>, [T];
    "Set" HashSet<T, S>, [T, S];
    "Set" BTreeSet<T>, [T];
    "Dictionary" HashMap<K, V, S>, [K, V, S];
    "Dictionary" BTreeMap<K, V>, [K, V];
}

impl<T: Measured> Measured for Option<T> {
    const WHAT: What = T::WHAT;

    fn measure(&self) -> Option<usize> {
        self.as_ref().and_then(T::measure)
    }
}

/// `#[garde(length(…))]`.
pub fn length<T: Measured + ?Sized>(
    value: &T,
    at: &At<'_>,
    faults: &mut Vec<Fault>,
    min: Option<usize>,
    max: Option<usize>,
) {
    let Some(length) = value.measure() else { return };
    let (min, max) = (min.filter(|min| length < *min), max.filter(|max| length > *max));
    match T::WHAT {
        What::Characters => {
            if let Some(min) = min {
                too_short(min, "character", at, faults);
            }
            if let Some(max) = max {
                too_long(max, "character", at, faults);
            }
        }
        What::Items(name) => {
            if let Some(min) = min {
                too_few(min, length, name, at, faults);
            }
            if let Some(max) = max {
                too_many(max, length, name, at, faults);
            }
        }
    }
}

/// The units that are named, of texts.
macro_rules! units {
    ($($(#[$doc:meta])* $function:ident $count:expr, $unit:literal;)+) => {$(
        $(#[$doc])*
        pub fn $function<T: Text + ?Sized>(
            value: &T,
            at: &At<'_>,
            faults: &mut Vec<Fault>,
            min: Option<usize>,
            max: Option<usize>,
        ) {
            let Some(length) = value.text().map($count) else { return };
            if let Some(min) = min.filter(|min| length < *min) {
                too_short(min, $unit, at, faults);
            }
            if let Some(max) = max.filter(|max| length > *max) {
                too_long(max, $unit, at, faults);
            }
        }
    )+};
}
units! {
    /// `#[garde(length(bytes, …))]`: UTF-8 bytes.
    length_bytes str::len, "byte";
    /// `#[garde(length(chars, …))]`: Unicode scalar values.
    length_chars |text: &str| text.chars().count(), "character";
    /// `#[garde(length(graphemes, …))]`: what a reader takes for one character.
    length_graphemes |text: &str| text.num_graphemes(), "grapheme";
    /// `#[garde(length(utf16, …))]`: UTF-16 code units, as JavaScript counts.
    length_utf16 |text: &str| text.encode_utf16().count(), "UTF-16 code unit";
}

fn too_short(min: usize, unit: &str, at: &At<'_>, faults: &mut Vec<Fault>) {
    let s = plural(min);
    push(at, faults, "string_too_short", format_args!("String should have at least {min} {unit}{s}"));
}

fn too_long(max: usize, unit: &str, at: &At<'_>, faults: &mut Vec<Fault>) {
    let s = plural(max);
    push(at, faults, "string_too_long", format_args!("String should have at most {max} {unit}{s}"));
}

fn too_few(min: usize, length: usize, name: &str, at: &At<'_>, faults: &mut Vec<Fault>) {
    let s = plural(min);
    push(
        at,
        faults,
        "too_short",
        format_args!("{name} should have at least {min} item{s} after validation, not {length}"),
    );
}

fn too_many(max: usize, length: usize, name: &str, at: &At<'_>, faults: &mut Vec<Fault>) {
    let s = plural(max);
    push(
        at,
        faults,
        "too_long",
        format_args!("{name} should have at most {max} item{s} after validation, not {length}"),
    );
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
