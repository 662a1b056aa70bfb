//! Writes a consumer: its trait, its rows, what it declares, its two unions, and the checks of the compiler.

mod access;
mod check;
mod declare;
mod fallback;
mod implement;
mod row;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use super::model::Consumer;
use crate::common::paths::Paths;

pub(super) use fallback::fallback;

/// All that a consumer without mistakes expands to, besides the user's own block.
pub(super) fn consumer(consumer: &Consumer) -> TokenStream {
    let implement = implement::implement(consumer);
    let declare = declare::declare(consumer);
    let checks = check::checks(consumer);
    let hidden = hidden(&consumer.paths, &quote!(#implement #declare #checks));
    let unions = union::unions(consumer);
    quote!(#hidden #unions)
}

/// Code that names nothing for the user, with the fall-backs of probes in scope.
fn hidden(paths: &Paths, code: &TokenStream) -> TokenStream {
    let rt = paths.runtime();
    quote! {
        #[allow(deprecated, unused_imports, reason = "what is deprecated still works, and probes may not need it")]
        const _: () = {
            use #rt::generated::{access::Unknown as _, probe::Otherwise as _, serving::Silent as _};
            #code
        };
    }
}
