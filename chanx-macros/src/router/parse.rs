//! A route, as written.

use syn::{
    Expr, Ident, LitStr, Token, Type, parenthesized,
    parse::{Parse, ParseStream},
    token::Paren,
};

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
