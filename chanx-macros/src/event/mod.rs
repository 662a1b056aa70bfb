//! `#[event]`: what other parts of the application tell a consumer.
//!
//! Its serde form is that of a message without the tag. A type that is a `#[message]` too has the message's.
//! `parse` reads the keys, `check` says what may not be, `expand` writes the frame without a tag and the trait. A
//! broken event gets the stand-ins of `fallback`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::common::{
    errors::Errors,
    item::{self, strip},
    paths::Paths,
};

mod check;
mod expand;
mod fallback;
mod parse;

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let written = parse::parse(&errors, args);
    let paths = Paths::new(written.root.get());
    let mut item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let is_message = check::is_message(&written, &item);
    let generated = match check::check(&errors, &written, &item) {
        Some(event) if errors.is_empty() => expand::expand(&paths, &event, is_message),
        _ => fallback::fallback(&paths, &item, is_message),
    };
    if let Item::Struct(item) = &mut item
        && !is_message
    {
        strip(&mut item.attrs, &mut item.fields, &["serde"]);
    }
    let told = errors.into_compile_error();
    quote!(#item #generated #told)
}
