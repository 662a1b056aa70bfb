//! The stand-ins of a broken event.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::common::{
    paths::Paths,
    stand_in::{bounded, named, serde},
};

/// The traits of an event that nobody can read.
pub(super) fn fallback(paths: &Paths, item: &Item, has_serde: bool) -> TokenStream {
    let Some((ident, generics)) = named(item) else { return TokenStream::new() };
    let serde = (!has_serde).then(|| serde(ident, generics));
    let (generic, arguments, clause) = bounded(generics);
    let params = generics.params.iter();
    let code = quote! {
            #serde

            #[automatically_derived]
            impl #generic __chanx::Event for #ident #arguments #clause {
                const INFO: __chanx::EventInfo = __chanx::BROKEN_EVENT;
            }

            #[automatically_derived]
            impl<#(#params,)* __C> __chanx::EventOf<__C> for #ident #arguments #clause {}
    };
    paths.block(&code)
}
