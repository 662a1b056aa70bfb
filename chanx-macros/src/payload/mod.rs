//! `#[payload]`: serde, JSON schema and validation in one word.
//!
//! serde and schemars derive for a hidden copy of the item (see [`crate::frame`]), or, where it has parameters, for
//! the item itself. `#[garde(…)]` becomes an implementation of `Validate`; schemars reads bounds from it.
//! `#[sensitive]` becomes an annotation of the schema.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, Path};

use crate::common::{
    attr::{Slot, keys},
    errors::Errors,
    item::{self, allow_deprecated, strip_item},
    paths::Paths,
};
use crate::frame::whole;

pub(crate) mod names;
pub(crate) mod rule;
pub(crate) mod sensitive;
pub(crate) mod validate;

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let paths = Paths::new(parse(&errors, args).as_ref());
    let mut item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    sensitive::mark(&errors, &mut item);
    let validate = match &item {
        Item::Struct(item) => validate::of_struct(&errors, &paths, item),
        Item::Enum(item) => validate::of_enum(&errors, &paths, item),
        _ => {
            errors.push(&item, "`#[payload]` takes a struct or an enum");
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    if !errors.is_empty() {
        without_rules(&mut item);
    }
    let allow = allow_deprecated(&item);
    let (derives, hidden) = if is_generic(&item) {
        (derives(&paths), TokenStream::new())
    } else {
        let hidden = whole(&paths, &item);
        strip_item(&mut item);
        (TokenStream::new(), hidden)
    };
    let told = errors.into_compile_error();
    quote! {
        #derives
        #item
        #allow
        const _: () = { #hidden #validate };
        #told
    }
}

fn parse(errors: &Errors, args: TokenStream) -> Option<Path> {
    let mut root = Slot::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "crate" => root.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            _ => key.unknown(errors, "`#[payload]`", &["crate"]),
        }
    }
    root.into_value()
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

/// Takes broken `#[garde]`s away, so that nobody else complains of them.
fn without_rules(item: &mut Item) {
    let attrs = match item {
        Item::Struct(item) => item.fields.iter_mut().map(|field| &mut field.attrs).collect(),
        Item::Enum(item) => {
            let fields = item.variants.iter_mut().flat_map(|variant| variant.fields.iter_mut());
            fields.map(|field| &mut field.attrs).collect()
        }
        _ => Vec::new(),
    };
    for attrs in attrs {
        attrs.retain(|attr| !attr.path().is_ident("garde") && !attr.path().is_ident("validate"));
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

/// A path as the text that serde's `crate = "…"` wants.
pub(crate) fn path_text(path: &impl ToTokens) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}
