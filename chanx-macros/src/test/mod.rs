//! `#[chanx_testing::test]`: a test that runs in a runtime, with paused time unless it wants the real one.
//!
//! `parse` reads the keys, `check` the function's form, `expand` writes the test. A broken one is given back by
//! `fallback`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

use crate::common::errors::Errors;

mod check;
mod expand;
mod fallback;
mod parse;

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let written = parse::parse(&errors, args);
    let given = item.clone();
    let Some(test) = errors.ok(syn::parse2::<ItemFn>(item)) else {
        let told = errors.into_compile_error();
        return quote!(#given #told);
    };
    check::check(&errors, &written, &test);
    if errors.is_empty() {
        errors.into_compile_error();
        return expand::expand(&written, &test);
    }
    let stand_in = fallback::fallback(&given);
    let told = errors.into_compile_error();
    quote!(#stand_in #told)
}
