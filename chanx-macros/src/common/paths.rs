//! The paths that generated code names: all begin at the facade, which the key `crate = path` can move.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

/// Where the facade is: `::chanx`, unless `crate = path` says otherwise.
#[derive(Debug, Clone)]
pub(crate) struct Paths {
    root: TokenStream,
}

impl Paths {
    /// Takes the value of `crate = path`, if it was given.
    pub(crate) fn new(root: Option<&Path>) -> Self {
        Self { root: root.map_or_else(|| quote!(::chanx), ToTokens::to_token_stream) }
    }

    /// What generated code may name: `::chanx::__private`.
    pub(crate) fn private(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private)
    }

    /// The runtime crate: `::chanx::__private::runtime`.
    pub(crate) fn runtime(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private::runtime)
    }
}
