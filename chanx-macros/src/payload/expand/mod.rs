//! Writes what a payload is to the compiler.

pub(crate) mod validate;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::check::Payload;
use crate::{
    common::{
        item::{allow_deprecated, strip_item},
        paths::{Paths, path_text},
    },
    frame::whole,
};

/// The item and its traits, of which `validate` is written already.
pub(super) fn expand(paths: &Paths, mut item: Item, validate: &TokenStream) -> TokenStream {
    let allow = allow_deprecated(&item);
    let (derives, hidden) = if is_generic(&item) {
        (derives(paths), TokenStream::new())
    } else {
        let hidden = whole(&item);
        strip_item(&mut item);
        (TokenStream::new(), hidden)
    };
    let block = paths.block(&quote!(#hidden #validate));
    quote! {
        #derives
        #item
        #allow
        #block
    }
}

/// `Validate` by the rules of the fields.
pub(super) fn validate(payload: &Payload<'_>) -> TokenStream {
    match payload {
        Payload::Struct(item, rules) => validate::of_struct(item, rules),
        Payload::Enum(item, rules) => validate::of_enum(item, rules),
    }
}

/// serde's and schemars' derives, reached through the facade.
fn derives(paths: &Paths) -> TokenStream {
    let private = paths.private();
    let serde = path_text(&quote!(#private::serde));
    let schemars = path_text(&quote!(#private::schemars));
    quote! {
        #[derive(
            #private::serde::Serialize,
            #private::serde::Deserialize,
            #private::schemars::JsonSchema
        )]
        #[serde(crate = #serde)]
        #[schemars(crate = #schemars)]
    }
}

fn is_generic(item: &Item) -> bool {
    let generics = match item {
        Item::Struct(item) => &item.generics,
        Item::Enum(item) => &item.generics,
        _ => return false,
    };
    !generics.params.is_empty() || generics.where_clause.is_some()
}
