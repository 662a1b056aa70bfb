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
    let runtime = paths.runtime();
    let serde = (!has_serde).then(|| serde(paths, ident, generics));
    let (generic, arguments, clause) = bounded(generics);
    let params = generics.params.iter();
    quote! {
        const _: () = {
            #serde

            #[automatically_derived]
            impl #generic #runtime::event::Event for #ident #arguments #clause {
                const INFO: #runtime::table::EventInfo = #runtime::generated::message::BROKEN_EVENT;
            }

            #[automatically_derived]
            impl<#(#params,)* __C> #runtime::event::EventOf<__C> for #ident #arguments #clause {}
        };
    }
}
