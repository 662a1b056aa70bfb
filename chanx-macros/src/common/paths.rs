//! The paths that generated code names: all begin at the facade, which the key `crate = path` can move.
//!
//! What stands in a block of its own names the facade once: the block brings the facade's `names` into scope as `__chanx`, which no user's type is called.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use super::{
    attr::{Slot, keys},
    errors::Errors,
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

    /// Brings the names of generated code into scope.
    pub(crate) fn import(&self) -> TokenStream {
        let root = &self.root;
        quote!(use #root::__private::names as __chanx;)
    }

    /// Code that names nothing for the user; what it names of the runtime begins with `__chanx`.
    pub(crate) fn block(&self, code: &TokenStream) -> TokenStream {
        let import = self.import();
        quote! {
            const _: () = {
                #import
                #code
            };
        }
    }
}

/// `__chanx`, as the macro's own token: in code at a place of the user's it keeps the path that begins with it from being taken
/// for one that the user wrote (`unused_qualifications`).
pub(crate) fn chanx() -> TokenStream {
    quote_spanned!(Span::call_site()=> __chanx)
}

/// A path as the text that serde's `crate = "…"` wants.
pub(crate) fn path_text(path: &impl ToTokens) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}
