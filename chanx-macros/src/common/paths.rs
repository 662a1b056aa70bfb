//! The paths that generated code names: all begin at the facade, which the key `crate = path` can move.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Path;

/// Where the facade is: `::chanx`, unless `crate = path` says otherwise.
#[derive(Debug, Clone)]
pub(crate) struct Paths {
    root: TokenStream,
    /// Whether `crate = path` was given: such a path keeps its hygiene.
    moved: bool,
}

impl Paths {
    /// Takes the value of `crate = path`, if it was given.
    pub(crate) fn new(root: Option<&Path>) -> Self {
        Self { root: root.map_or_else(|| quote!(::chanx), ToTokens::to_token_stream), moved: root.is_some() }
    }

    /// What generated code may name: `::chanx::__private`.
    pub(crate) fn private(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private)
    }

    /// The runtime crate, as if written at `span`: an error about the whole expression stands there then.
    pub(crate) fn runtime_at(&self, span: Span) -> TokenStream {
        if self.moved {
            return self.runtime();
        }
        let at = |mut token: TokenTree| {
            token.set_span(span);
            token
        };
        self.runtime().into_iter().map(at).collect()
    }

    /// The runtime crate: `::chanx::__private::runtime`.
    pub(crate) fn runtime(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private::runtime)
    }
}
