//! The stand-in of broken parameters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::common::{
    paths::Paths,
    stand_in::{bounded, named},
};

/// The parameters of no path.
pub(super) fn fallback(paths: &Paths, item: &Item) -> TokenStream {
    let Some((ident, generics)) = named(item) else { return TokenStream::new() };
    let (generic, arguments, clause) = bounded(generics);
    paths.block(&quote! {
        #[automatically_derived]
        impl #generic __chanx::Params for #ident #arguments #clause {
            const FIELDS: &'static [__chanx::ParamField] = &[];

            fn from_path<'a>(_: impl __chanx::Fn(&str) -> __chanx::Option<&'a str>) -> __chanx::Option<Self> {
                __chanx::None
            }

            fn get(&self, _: &str) -> __chanx::Text<'_> {
                __chanx::None
            }
        }
    })
}
