//! The block in which generated code stands.

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::paths::Paths;

/// Code that names nothing for the user, with the fall-backs of probes in scope.
pub(crate) fn hidden(paths: &Paths, code: &TokenStream) -> TokenStream {
    let rt = paths.runtime();
    quote! {
        #[allow(deprecated, unused_imports, reason = "what is deprecated still works, and probes may not need it")]
        const _: () = {
            use #rt::generated::{access::Unknown as _, probe::Otherwise as _, serving::Silent as _};
            #code
        };
    }
}
