//! A route, as accepted.

use proc_macro2::Span;
use syn::LitStr;

use super::{
    literal::{Capture, Wrong},
    parse::{Kind, Route, Target},
    pattern, regex,
};
use crate::common::errors::Errors;

/// A route whose literal was read.
#[derive(Debug)]
pub(super) struct Checked<'a> {
    pub(super) route: &'a Route,
    /// None where the literal is wrong.
    pub(super) captures: Vec<Capture>,
}

impl<'a> Checked<'a> {
    pub(super) fn check(errors: &Errors, route: &'a Route) -> Self {
        let text = route.literal.value();
        let read = match route.kind {
            Kind::Path => pattern::read(&text),
            Kind::RePath => regex::read(&text),
        };
        let captures = read.unwrap_or_else(|wrong| {
            let column = text.get(..wrong.at.start).unwrap_or_default().chars().count() + 1;
            let message = format!("`{text}`, at character {column}: {}", wrong.what);
            errors.push_at(place(&route.literal, &wrong), message);
            Vec::new()
        });
        Self { route, captures }
    }
}

/// The bytes in question where the compiler can show them, else the whole literal.
fn place(literal: &LitStr, wrong: &Wrong) -> Span {
    let token = literal.token();
    let source = token.to_string();
    // Where there are escapes, bytes of the value are not bytes of the source.
    let Some(start) = source.find(&literal.value()) else { return literal.span() };
    token.subspan(start + wrong.at.start..start + wrong.at.end).unwrap_or_else(|| literal.span())
}

/// A path without parameters that stands twice leads to its first consumer only.
pub(super) fn no_duplicates(errors: &Errors, routes: &[Checked<'_>]) {
    let plain = |route: &&Checked<'_>| {
        route.captures.is_empty()
            && route.route.kind == Kind::Path
            && matches!(route.route.target, Target::Consumer(_))
    };
    let mut before: Vec<String> = Vec::new();
    for route in routes.iter().filter(plain) {
        let text = route.route.literal.value();
        if before.contains(&text) {
            let message = format!("`{text}` can never match: a route before it takes that path");
            errors.push(&route.route.literal, message);
        }
        before.push(text);
    }
}
