//! The stand-ins of a broken union: its traits without messages.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::{
    common::{
        paths::Paths,
        stand_in::{bounded, named, serialize},
    },
    message::{outgoing, sent_by},
};

/// The traits of a union without messages.
pub(super) fn fallback(paths: &Paths, item: &Item) -> TokenStream {
    let Some((ident, generics)) = named(item) else { return TokenStream::new() };
    let serialize = serialize(ident, generics);
    let outgoing = outgoing(ident, generics);
    let sends = generics.params.is_empty().then(|| sent_by(ident));
    let (_, arguments, clause) = bounded(generics);
    let params = generics.params.iter();
    let code = quote! {
            #serialize
            #outgoing
            #sends

            #[automatically_derived]
            impl<#(#params,)* __M> __chanx::Includes<__M> for #ident #arguments #clause {}
    };
    paths.block(&code)
}
