//! `router![path("…", Consumer), re_path("…", Consumer), path("…", include(router)), …]`: routes whose literals the
//! compiler reads.
//!
//! `parse` reads what is written, `check` its literals, by `pattern` and `regex`; `expand` writes the router and the
//! checks of names and converters against the consumers' `params`. A broken route is left without parameters.

mod check;
mod expand;
mod literal;
mod parse;
mod pattern;
mod regex;

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::{attr::split, errors::Errors, paths::Paths};

pub(crate) fn router(input: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let parts = split(input).into_iter().map(|part| part.into_iter().collect());
    let written: Vec<parse::Route> =
        parts.filter_map(|part: TokenStream| errors.ok(syn::parse2(part))).collect();
    let routes: Vec<_> = written.iter().map(|route| check::Checked::check(&errors, route)).collect();
    check::no_duplicates(&errors, &routes);
    let expanded = expand::expand(&Paths::new(None), &routes);
    let told = errors.into_compile_error();
    quote!({ #told #expanded })
}
