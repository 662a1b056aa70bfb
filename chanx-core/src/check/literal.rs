//! What the names in a literal must have in common with the fields of `params = …`.

use super::text::{Text, same};
use crate::table::ParamField;

/// Makes sure that `{name}` in a literal of `groups(…)` is a field of `params`. Without `fields` the type is no
/// `#[params]`, which is told elsewhere.
///
/// # Panics
/// At compile time, when it is not.
#[track_caller]
pub const fn group(literal: &str, name: &str, params: &str, fields: Option<&[ParamField]>) {
    let Some(fields) = fields else { return };
    if find(fields, name).is_none() {
        let text = Text::new().and("`{").and(name).and("}` in ").code(literal);
        missing(text, name, params, fields)
    }
}

/// Makes sure that `<converter:name>` in a literal of `path(…)`, or a group of a `re_path(…)` (which has no
/// converter: ""), is a field of the consumer's `params`, and takes that converter.
///
/// # Panics
/// At compile time, when it does not.
#[track_caller]
pub const fn route(
    literal: &str,
    converter: &str,
    name: &str,
    consumer: &str,
    fields: Option<&[ParamField]>,
) {
    let Some(fields) = fields else { return };
    let Some(field) = find(fields, name) else {
        let text = Text::new().code(name).and(" in ").code(literal);
        missing(text, name, consumer, fields)
    };
    if converter.is_empty() {
        return;
    }
    let mut i = 0;
    while i < field.converters.len() {
        if same(field.converters[i], converter) {
            return;
        }
        i += 1;
    }
    let text = Text::new()
        .and("`<")
        .and(converter)
        .and(":")
        .and(name)
        .and(">` in ")
        .code(literal)
        .and(": the field ")
        .code(name)
        .and(" of ")
        .code(consumer)
        .and("'s params has another type");
    match field.converters {
        [] => text.fail(),
        [right, ..] => text.and(": write `<").and(right).and(":").and(name).and(">`").fail(),
    }
}

const fn find<'a>(fields: &'a [ParamField], name: &str) -> Option<&'a ParamField> {
    let mut i = 0;
    while i < fields.len() {
        if same(fields[i].name, name) {
            return Some(&fields[i]);
        }
        i += 1;
    }
    None
}

/// Says which fields there are.
#[track_caller]
const fn missing(text: Text, name: &str, owner: &str, fields: &[ParamField]) -> ! {
    let mut text = text.and(": ").code(owner).and(" has no path parameter ").code(name);
    let mut i = 0;
    while i < fields.len() {
        text = text.and(if i == 0 { "; it has " } else { ", " }).code(fields[i].name);
        i += 1;
    }
    if fields.is_empty() {
        text = text.and("; it has none: name a `#[params]` struct in `params = …`");
    }
    text.fail()
}
