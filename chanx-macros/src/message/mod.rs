//! `#[message]`: a type whose serde form is a whole frame.
//!
//! parse: the keys, as written. check: what may not be. expand: the hidden struct that serde and schemars
//! derive for ([`crate::frame`]), and the traits. A broken message expands to a [`fallback`].

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, ItemStruct, Path};

use crate::common::{
    attr::{Slot, keys},
    docs::Docs,
    errors::Errors,
    item::{self, ends_with, strip_item},
    paths::Paths,
};
use crate::payload::sensitive;

mod check;
mod expand;
pub(crate) mod fallback;

pub(crate) use check::structure;
pub(crate) use expand::sent_by;

/// The keys of `#[message(…)]`, as written.
#[derive(Default)]
struct Written {
    action: Slot<syn::LitStr>,
    tag: Slot<syn::LitStr>,
    group: Slot<()>,
    summary: Slot<syn::LitStr>,
    tags: Slot<Vec<syn::LitStr>>,
    root: Slot<Path>,
}

/// A message without mistakes.
pub(crate) struct Message {
    pub(crate) item: ItemStruct,
    pub(crate) paths: Paths,
    /// `Validate`, written while its rules were checked.
    pub(crate) validate: TokenStream,
    pub(crate) action: String,
    pub(crate) tag: String,
    pub(crate) group: bool,
    pub(crate) summary: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) docs: Docs,
}

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let written = parse(&errors, args);
    let paths = Paths::new(written.root.get());
    let mut item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    sensitive::mark(&errors, &mut item);
    let given_back = given_back(item.clone());
    let generated = match check::check(&errors, &paths, written, &item) {
        Some(message) => expand::expand(&message),
        None => TokenStream::new(),
    };
    let generated = if errors.is_empty() { generated } else { fallback::of_message(&paths, &item) };
    let told = errors.into_compile_error();
    quote!(#given_back #generated #told)
}

const KNOWN: &[&str] = &["action", "tag", "group", "summary", "tags", "crate"];

fn parse(errors: &Errors, args: TokenStream) -> Written {
    let mut written = Written::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "action" => written.action.set(errors, &key, key.value(errors, "\"…\"")),
            "tag" => written.tag.set(errors, &key, key.value(errors, "\"…\"")),
            "group" => written.group.set(errors, &key, key.word(errors)),
            "summary" => written.summary.set(errors, &key, key.value(errors, "\"…\"")),
            "tags" => written.tags.set(errors, &key, key.list(errors, "\"…\"")),
            "crate" => written.root.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            _ => key.unknown(errors, "`#[message]`", KNOWN),
        }
    }
    written
}

/// The user's item without the attributes that only the hidden struct may see. An `#[event]` that stands below
/// is told that the message is the type's serde form.
fn given_back(mut item: Item) -> TokenStream {
    strip_item(&mut item);
    if let Item::Struct(item) = &mut item {
        for attr in item.attrs.iter_mut().filter(|attr| ends_with(attr, "event")) {
            if let syn::Meta::List(list) = &mut attr.meta {
                let keys = &list.tokens;
                list.tokens = quote!(__message, #keys);
            }
        }
    }
    item.into_token_stream()
}
