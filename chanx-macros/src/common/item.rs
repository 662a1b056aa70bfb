//! The user's item: what is taken off before it is given back, and what is copied from it.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Field, Fields, Item};

use super::errors::Errors;

/// The attributes that only generated code may see.
const HELPERS: [&str; 4] = ["serde", "schemars", "garde", "validate"];

/// Reads what a macro was put on; gives it back as it is where syn cannot.
pub(crate) fn parse(errors: &Errors, tokens: TokenStream) -> Result<Item, TokenStream> {
    syn::parse2(tokens.clone()).map_err(|error| {
        errors.push_syn(error);
        tokens
    })
}

/// Whether the attribute's name is one of `names`.
pub(crate) fn is_one_of(attr: &Attribute, names: &[&str]) -> bool {
    names.iter().any(|name| attr.path().is_ident(name))
}

/// The attributes that have one of `names`.
pub(crate) fn only<'a>(attrs: &'a [Attribute], names: &[&str]) -> Vec<&'a Attribute> {
    attrs.iter().filter(|attr| is_one_of(attr, names)).collect()
}

/// Takes the attributes of these names off an item and its fields.
pub(crate) fn strip(attrs: &mut Vec<Attribute>, fields: &mut Fields, names: &[&str]) {
    attrs.retain(|attr| !is_one_of(attr, names));
    for field in fields {
        field.attrs.retain(|attr| !is_one_of(attr, names));
    }
}

/// Takes what only generated code may see off a struct or an enum.
pub(crate) fn strip_item(item: &mut Item) {
    match item {
        Item::Struct(item) => strip(&mut item.attrs, &mut item.fields, &HELPERS),
        Item::Enum(item) => {
            item.attrs.retain(|attr| !is_one_of(attr, &HELPERS));
            for variant in &mut item.variants {
                strip(&mut variant.attrs, &mut variant.fields, &HELPERS);
            }
        }
        _ => {}
    }
}

/// Whether the last segment of the attribute's path is `name`: `#[event]`, `#[chanx::event]`.
pub(crate) fn ends_with(attr: &Attribute, name: &str) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == name)
}

/// The field's `#[cfg]`s, which generated code repeats wherever it names the field.
pub(crate) fn cfgs(field: &Field) -> Vec<&Attribute> {
    only(&field.attrs, &["cfg"])
}

/// Writes `name` for `Self`, for types that move to a hidden struct.
pub(crate) fn name_self(tokens: TokenStream, name: &Ident) -> TokenStream {
    let each = |token| match token {
        TokenTree::Ident(ident) if ident == "Self" => {
            let mut named = name.clone();
            named.set_span(ident.span());
            TokenTree::Ident(named)
        }
        TokenTree::Group(group) => {
            let mut named = Group::new(group.delimiter(), name_self(group.stream(), name));
            named.set_span(group.span());
            TokenTree::Group(named)
        }
        other => other,
    };
    tokens.into_iter().map(each).collect()
}

/// The same tokens, all at one place.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let each = |token| {
        let mut token = match token {
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), respan(group.stream(), span)))
            }
            other => other,
        };
        token.set_span(span);
        token
    };
    tokens.into_iter().map(each).collect()
}

/// `#[allow(deprecated)]` where the item or one of its fields is deprecated: implementing a trait is no use of it.
pub(crate) fn allow_deprecated(item: &impl ToTokens) -> Option<TokenStream> {
    fn mentions(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "deprecated",
            TokenTree::Group(group) => mentions(group.stream()),
            _ => false,
        })
    }
    mentions(item.to_token_stream()).then(|| quote!(#[allow(deprecated)]))
}
