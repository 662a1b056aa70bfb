//! `#[message]`: a type whose serde form is a whole frame.
//!
//! `parse` reads the keys, `check` says what may not be, `expand` writes the hidden struct that serde and schemars
//! derive for ([`crate::frame`]), and the traits. A broken message gets the stand-ins of `fallback`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    common::{errors::Errors, item, paths::Paths},
    payload::sensitive,
};

mod check;
mod expand;
mod fallback;
mod parse;

pub(crate) use check::structure;
pub(crate) use expand::sent_by;
pub(crate) use fallback::outgoing;

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
    sensitive::mark(&errors, &mut item);
    let given_back = expand::given_back(item.clone());
    let generated = match check::check(&errors, &paths, written, &item) {
        Some(message) => expand::expand(&message),
        None => TokenStream::new(),
    };
    let generated = if errors.is_empty() { generated } else { fallback::fallback(&paths, &item) };
    let told = errors.into_compile_error();
    quote!(#given_back #generated #told)
}
