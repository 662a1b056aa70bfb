//! `#[messages]`: an enum of messages, to be taken, sent and matched as a whole.
//!
//! `check` reads the members, `expand` writes the union's traits by theirs. A broken union gets the stand-ins of
//! `fallback`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::{errors::Errors, item, paths::Paths};

mod check;
mod expand;
mod fallback;

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let paths = Paths::of(&errors, args, "`#[messages]`");
    let item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let union = check::check(&errors, &paths, &item);
    let generated = match union {
        Some(union) if errors.is_empty() => expand::expand(&union, &item),
        _ => fallback::fallback(&paths, &item),
    };
    let told = errors.into_compile_error();
    quote!(#item #generated #told)
}
