//! Who may connect, as accepted.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use crate::{
    common::{
        errors::Errors,
        types::{bare, last},
    },
    consumer::parse::{access::Keys, permission::Permission},
};

/// The rules of who may connect.
#[derive(Debug, Default)]
pub(crate) struct Access {
    pub(crate) user: Option<User>,
    pub(crate) authentication: Vec<Type>,
    pub(crate) object: Option<Type>,
    pub(crate) permissions: Option<Permission>,
}

/// `user = Account`, or `user = Option<Account>`.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) ty: Type,
    pub(crate) optional: bool,
}

pub(super) fn check(errors: &Errors, keys: Keys) -> Access {
    let Keys { public, user, authentication, object, permissions } = keys;
    match (user.span(), authentication.span()) {
        (Some(span), None) => errors.push_at(
            span,
            "`user = …` needs `authentication(…)`, which says how users are known: add \
             `authentication(TokenAuthentication<Account>)`",
        ),
        (None, Some(span)) => {
            errors.push_at(span, "`authentication(…)` needs the type that it yields: add `user = Account`");
        }
        _ => {}
    }
    let others = [("user = …", user.span()), ("permissions(…)", permissions.span())];
    let mut others = others.into_iter().filter(|(_, span)| span.is_some());
    match (public.span(), others.next()) {
        (Some(span), Some((other, _))) => errors.push_at(
            span,
            format!(
                "`public` and `{other}` contradict each other: leave out `public` (`user = Option<Account>` lets \
                 anonymous people in, too)"
            ),
        ),
        (None, None) if !authentication.is_given() => errors.push_at(
            Span::call_site(),
            "say who may connect: `user = …` with `authentication(…)`, `permissions(…)`, or `public` for everybody",
        ),
        _ => {}
    }
    Access {
        user: user.into_value().and_then(|ty| User::of(errors, ty)),
        authentication: authentication.into_value().unwrap_or_default(),
        object: object.into_value(),
        permissions: permissions.into_value(),
    }
}

impl User {
    /// `Option` is seen as it is written.
    fn of(errors: &Errors, ty: Type) -> Option<Self> {
        if let Type::Reference(reference) = bare(&ty) {
            let plain = reference.elem.to_token_stream();
            errors.push(&ty, format!("`user` is the type itself: write `user = {plain}`"));
            return None;
        }
        let inner = match last(bare(&ty)) {
            Some(segment) if segment.ident == "Option" => match &segment.arguments {
                PathArguments::AngleBracketed(list) => match list.args.first() {
                    Some(GenericArgument::Type(inner)) => Some(inner.clone()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        let optional = inner.is_some();
        Some(Self { ty: inner.unwrap_or(ty), optional })
    }
}
