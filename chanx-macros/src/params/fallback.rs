//! The stand-in of broken parameters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::common::{paths::Paths, stand_in::named};

/// The parameters of no path.
pub(super) fn fallback(paths: &Paths, item: &Item) -> TokenStream {
    let runtime = paths.runtime();
    let Some((ident, generics)) = named(item) else { return TokenStream::new() };
    let (generic, arguments, clause) = generics.split_for_impl();
    let predicates = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let bound = (!generics.params.is_empty())
        .then(|| quote!(Self: ::core::marker::Send + ::core::marker::Sync + 'static));
    quote! {
        #[automatically_derived]
        impl #generic #runtime::params::Params for #ident #arguments where #(#predicates,)* #bound {
            const FIELDS: &'static [#runtime::table::ParamField] = &[];

            fn from_path<'a>(
                _: impl ::core::ops::Fn(&str) -> ::core::option::Option<&'a str>,
            ) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }

            fn get(&self, _: &str) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::None
            }
        }
    }
}
