//! The block in which generated code stands.

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::paths::Paths;

/// Code that names nothing for the user, with the fall-backs of probes in scope.
pub(crate) fn hidden(paths: &Paths, code: &TokenStream) -> TokenStream {
    let block = paths.block(&quote! {
        use __chanx::{Otherwise as _, Silent as _, Unknown as _};
        #code
    });
    quote! {
        #[allow(deprecated, unused_imports, reason = "what is deprecated still works, and probes may not need it")]
        #block
    }
}
