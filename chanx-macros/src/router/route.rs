//! One route: as written, and as accepted.

use proc_macro2::Span;
use syn::{
    Expr, Ident, LitStr, Token, Type, parenthesized,
    parse::{Parse, ParseStream},
    token::Paren,
};

use super::{pattern, regex};
use crate::common::errors::Errors;

/// `path("…", target)` or `re_path("…", target)`.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) kind: Kind,
    pub(super) literal: LitStr,
    pub(super) target: Target,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Path,
    RePath,
}

/// What stands under a path.
#[derive(Debug)]
pub(super) enum Target {
    Consumer(Box<Type>),
    /// `include(routing())`
    Include(Box<Expr>),
}

const FORMS: &str = "a route is `path(\"ws/<uuid:id>/\", Consumer)`, `re_path(\"^ws/$\", Consumer)` or \
                     `path(\"ws/\", include(routing()))`";

impl Parse for Route {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name: Ident = input.parse().map_err(|error| syn::Error::new(error.span(), FORMS))?;
        let kind = match name.to_string().as_str() {
            "path" => Kind::Path,
            "re_path" => Kind::RePath,
            _ => return Err(syn::Error::new(name.span(), FORMS)),
        };
        if !input.peek(Paren) {
            return Err(syn::Error::new(name.span(), FORMS));
        }
        let content;
        parenthesized!(content in input);
        let literal: LitStr = content.parse().map_err(|error| {
            syn::Error::new(error.span(), format!("the path is a text, so that it can be checked: {FORMS}"))
        })?;
        if content.is_empty() {
            return Err(syn::Error::new(literal.span(), format!("nothing stands under this path: {FORMS}")));
        }
        content.parse::<Token![,]>()?;
        let target = content.parse()?;
        content.parse::<Option<Token![,]>>()?;
        if !content.is_empty() {
            return Err(content.error(format!("one target stands under a path: {FORMS}")));
        }
        if !input.is_empty() {
            return Err(input.error("expected a comma after this route"));
        }
        if kind == Kind::RePath && matches!(target, Target::Include(_)) {
            return Err(syn::Error::new(name.span(), "`include` stands under `path`, not under `re_path`"));
        }
        Ok(Self { kind, literal, target })
    }
}

impl Parse for Target {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        if ahead.parse::<Ident>().is_ok_and(|name| name == "include") && ahead.peek(Paren) {
            input.parse::<Ident>()?;
            let content;
            parenthesized!(content in input);
            let router = content.parse()?;
            if !content.is_empty() {
                return Err(content.error("`include` takes one router"));
            }
            return Ok(Self::Include(Box::new(router)));
        }
        let consumer = input.parse().map_err(|error| syn::Error::new(error.span(), FORMS))?;
        Ok(Self::Consumer(Box::new(consumer)))
    }
}

/// A parameter in a literal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Capture {
    pub(super) name: String,
    /// Empty for a group of a regular expression.
    pub(super) converter: &'static str,
}

/// What is wrong in a literal: the words, and the bytes of its value that they are about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) what: String,
    pub(super) at: std::ops::Range<usize>,
}

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
