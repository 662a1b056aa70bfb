//! `router![path("…", Consumer), re_path("…", Consumer), path("…", include(router)), …]`: routes whose literals the
//! compiler reads.
//!
//! `route` reads what is written, `pattern` and `regex` read its literals, `expand` writes the router and the checks
//! of names and converters against the consumers' `params`.

mod expand;
mod pattern;
mod regex;
mod route;

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::{attr::split, errors::Errors, paths::Paths};

pub(crate) fn router(input: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let parts = split(input).into_iter().map(|part| part.into_iter().collect());
    let written: Vec<route::Route> =
        parts.filter_map(|part: TokenStream| errors.ok(syn::parse2(part))).collect();
    let routes: Vec<_> = written.iter().map(|route| route::Checked::check(&errors, route)).collect();
    route::no_duplicates(&errors, &routes);
    let expanded = expand::router(&Paths::new(None), &routes);
    let told = errors.into_compile_error();
    quote!({ #told #expanded })
}
