//! Who may connect: `public`, `user`, `authentication(…)`, `object`, `permissions(…)`.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

use super::{
    permission::Permission,
    reply::{bare, last},
};
use crate::common::{
    attr::{Key, Slot},
    errors::Errors,
};

/// The keys as written.
#[derive(Debug, Default)]
pub(super) struct Keys {
    public: Slot<()>,
    user: Slot<Type>,
    authentication: Slot<Vec<Type>>,
    object: Slot<Type>,
    permissions: Slot<Permission>,
}

/// Who may connect, as accepted.
#[derive(Debug, Default)]
pub(super) struct Access {
    pub(super) user: Option<User>,
    pub(super) authentication: Vec<Type>,
    pub(super) object: Option<Type>,
    pub(super) permissions: Option<Permission>,
}

/// `user = Account`, or `user = Option<Account>`.
#[derive(Debug)]
pub(super) struct User {
    pub(super) ty: Type,
    pub(super) optional: bool,
}

/// The names of the keys.
pub(super) const KEYS: [&str; 5] = ["public", "user", "authentication", "object", "permissions"];

impl Keys {
    pub(super) fn take(&mut self, errors: &Errors, key: &Key) {
        match key.name().as_str() {
            "public" => self.public.set(errors, key, key.word(errors)),
            "user" => self.user.set(errors, key, key.value(errors, "Account")),
            "authentication" => {
                self.authentication.set(errors, key, key.list(errors, "TokenAuthentication<Account>, …"));
            }
            "object" => self.object.set(errors, key, key.value(errors, "Room")),
            "permissions" => self.permissions.set(errors, key, permissions(errors, key)),
            _ => {}
        }
    }

    pub(super) fn check(self, errors: &Errors) -> Access {
        let Self { public, user, authentication, object, permissions } = self;
        match (user.span(), authentication.span()) {
            (Some(span), None) => errors.push_at(
                span,
                "`user = …` needs `authentication(…)`, which says how users are known: add \
                 `authentication(TokenAuthentication<Account>)`",
            ),
            (None, Some(span)) => {
                errors
                    .push_at(span, "`authentication(…)` needs the type that it yields: add `user = Account`");
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
}

/// Reads `permissions(…)`, of a consumer or of a handler.
pub(super) fn permissions(errors: &Errors, key: &Key) -> Option<Permission> {
    key.list_with(errors, "IsMember & !IsBanned | IsAdmin", <Permission as syn::parse::Parse>::parse)
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
