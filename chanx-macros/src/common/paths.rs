//! The paths that generated code names: all begin at the facade, which the key `crate = path` can move.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Path;

use super::{
    attr::{Slot, keys},
    errors::Errors,
    item::respan,
};

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

    /// Reads the arguments of a macro that has no other key.
    pub(crate) fn of(errors: &Errors, args: TokenStream, what: &str) -> Self {
        let mut root = Slot::default();
        for key in keys(errors, args) {
            match key.name().as_str() {
                "crate" => root.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
                _ => key.unknown(errors, what, &["crate"]),
            }
        }
        Self::new(root.into_value().as_ref())
    }

    /// What generated code may name: `::chanx::__private`.
    pub(crate) fn private(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private)
    }

    /// The runtime crate, for a call whose error shall stand at `span`.
    pub(crate) fn runtime_at(&self, span: Span) -> TokenStream {
        respan(self.runtime(), span)
    }

    /// The runtime crate: `::chanx::__private::runtime`.
    pub(crate) fn runtime(&self) -> TokenStream {
        let root = &self.root;
        quote!(#root::__private::runtime)
    }
}

/// A path as the text that serde's `crate = "…"` wants.
pub(crate) fn path_text(path: &impl ToTokens) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}
