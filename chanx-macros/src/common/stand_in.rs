//! The parts of stand-ins, which a broken item gets in place of its traits.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Item};

/// The name and parameters of what a macro was put on, if it has any.
pub(crate) fn named(item: &Item) -> Option<(&Ident, &Generics)> {
    match item {
        Item::Struct(item) => Some((&item.ident, &item.generics)),
        Item::Enum(item) => Some((&item.ident, &item.generics)),
        Item::Union(item) => Some((&item.ident, &item.generics)),
        _ => None,
    }
}

/// The item's parameters, with what the traits ask of the whole type.
pub(crate) fn bounded(generics: &Generics) -> (TokenStream, TokenStream, TokenStream) {
    let (generic, arguments, clause) = generics.split_for_impl();
    let predicates = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let bound = (!generics.params.is_empty()).then(|| quote!(Self: __chanx::Send + __chanx::Sync + 'static,));
    (quote!(#generic), quote!(#arguments), quote!(where #(#predicates,)* #bound))
}

/// serde's traits of a type that nobody can read.
pub(crate) fn serde(ident: &Ident, generics: &Generics) -> TokenStream {
    let serialize = serialize(ident, generics);
    let (_, arguments, clause) = bounded(generics);
    let params = generics.params.iter();
    quote! {
        #serialize

        #[automatically_derived]
        impl<'de, #(#params,)*> __chanx::Deserialize<'de> for #ident #arguments #clause {
            fn deserialize<__D: __chanx::Deserializer<'de>>(
                _: __D,
            ) -> __chanx::Result<Self, __D::Error> {
                __chanx::Err(<__D::Error as __chanx::ReadError>::custom(""))
            }
        }
    }
}

/// `Serialize` of a type that is written as nothing.
pub(crate) fn serialize(ident: &Ident, generics: &Generics) -> TokenStream {
    let (generic, arguments, clause) = bounded(generics);
    quote! {
        #[automatically_derived]
        impl #generic __chanx::Serialize for #ident #arguments #clause {
            fn serialize<__S: __chanx::Serializer>(
                &self,
                to: __S,
            ) -> __chanx::Result<__S::Ok, __S::Error> {
                to.serialize_unit()
            }
        }
    }
}
