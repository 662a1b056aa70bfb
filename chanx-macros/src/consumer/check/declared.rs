//! A list of types in which each stands once, however often it is written, with the conditions under which it does.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Meta, Type};

use crate::common::{errors::Errors, types::last};

/// The types that a consumer takes, or sends.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    types: Vec<One>,
}

/// A type, and when it is there.
#[derive(Debug)]
pub(crate) struct One {
    pub(crate) ty: Type,
    text: String,
    /// The `#[cfg]`s of each mention; a mention without any makes it unconditional.
    when: Vec<Vec<TokenStream>>,
}

impl Declared {
    /// Adds a type as written. The same name by two paths is a mistake: only the compiler knows that they are one.
    pub(crate) fn add(&mut self, errors: &Errors, ty: &Type, cfgs: &[Attribute]) {
        let text = ty.to_token_stream().to_string();
        let when = cfgs.iter().filter_map(condition).collect();
        if let Some(one) = self.types.iter_mut().find(|one| one.text == text) {
            one.when.push(when);
            return;
        }
        let name = |ty| last(ty).map(|segment| segment.ident.to_string());
        if let Some(other) =
            self.types.iter().find(|one| name(&one.ty).is_some() && name(&one.ty) == name(ty))
        {
            let message =
                format!("`{}` and `{}`: write one message one way", plain(&other.text), plain(&text));
            errors.push(ty, message);
            return;
        }
        self.types.push(One { ty: ty.clone(), text, when: vec![when] });
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &One> + Clone {
        self.types.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.types.is_empty()
    }
}

impl One {
    /// The `#[cfg]` under which the type is there; nothing where it always is.
    pub(crate) fn cfg(&self) -> TokenStream {
        if self.when.iter().any(Vec::is_empty) {
            return TokenStream::new();
        }
        let each = self.when.iter().map(|all| quote!(all(#(#all),*)));
        quote!(#[cfg(any(#(#each),*))])
    }
}

fn condition(cfg: &Attribute) -> Option<TokenStream> {
    match &cfg.meta {
        Meta::List(list) => Some(list.tokens.clone()),
        _ => None,
    }
}

/// A path as people write it.
fn plain(path: &str) -> String {
    path.replace(' ', "")
}
