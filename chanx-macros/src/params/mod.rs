//! `#[params]`: the typed parameters of a path.
//!
//! `check` says what may not be, `expand` writes their rows, and how they are read. Broken ones get the stand-in of
//! `fallback`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::{errors::Errors, item, paths::Paths};

mod check;
mod expand;
mod fallback;

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let paths = Paths::of(&errors, args, "`#[params]`");
    let item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let generated = match check::check(&errors, &item) {
        Some(item) if errors.is_empty() => expand::expand(&paths, item),
        _ => fallback::fallback(&paths, &item),
    };
    let told = errors.into_compile_error();
    quote!(#item #generated #told)
}
