//! What a broken message or event expands to: its traits without content, so that one mistake gives one error.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Item};

use super::expand::sent_by;
use crate::common::paths::Paths;

/// The name and parameters of what a macro was put on, if it has any.
fn named(item: &Item) -> Option<(&Ident, &Generics)> {
    match item {
        Item::Struct(item) => Some((&item.ident, &item.generics)),
        Item::Enum(item) => Some((&item.ident, &item.generics)),
        Item::Union(item) => Some((&item.ident, &item.generics)),
        _ => None,
    }
}

/// The traits of a message that takes, sends and checks nothing.
pub(crate) fn of_message(paths: &Paths, item: &Item) -> TokenStream {
    let Some((ident, generics)) = named(item) else { return TokenStream::new() };
    let (private, runtime) = (paths.private(), paths.runtime());
    let serde = serde(paths, ident, generics);
    let (generic, arguments, clause) = bounded(generics);
    let sends = generics.params.is_empty().then(|| sent_by(&runtime, ident));
    let outgoing = outgoing(paths, ident, generics);
    quote! {
        const _: () = {
            #serde
            #outgoing
            #sends

            #[automatically_derived]
            impl #generic #private::schemars::JsonSchema for #ident #arguments #clause {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    ::std::borrow::Cow::Borrowed("")
                }

                fn json_schema(
                    _: &mut #private::schemars::SchemaGenerator,
                ) -> #private::schemars::Schema {
                    ::core::default::Default::default()
                }
            }

            #[automatically_derived]
            impl #generic #runtime::validate::Validate for #ident #arguments #clause {
                fn validate(
                    &self,
                    _: &#runtime::validate::At<'_>,
                    _: &mut ::std::vec::Vec<#runtime::validate::Fault>,
                ) {
                }
            }

            #[automatically_derived]
            impl #generic #runtime::message::Message for #ident #arguments #clause {
                const INFO: #runtime::table::MessageInfo = #runtime::generated::message::BROKEN;
            }

            #[automatically_derived]
            impl #generic #runtime::message::GroupMessage for #ident #arguments #clause {}

            #[automatically_derived]
            impl #generic #runtime::message::Includes<Self> for #ident #arguments #clause {}
        };
    }
}

/// The traits of a union without messages.
pub(crate) fn of_union(paths: &Paths, item: &Item) -> TokenStream {
    let Some((ident, generics)) = named(item) else { return TokenStream::new() };
    let runtime = paths.runtime();
    let serialize = serialize(paths, ident, generics);
    let outgoing = outgoing(paths, ident, generics);
    let sends = generics.params.is_empty().then(|| sent_by(&runtime, ident));
    let (_, arguments, clause) = bounded(generics);
    let params = generics.params.iter();
    quote! {
        const _: () = {
            #serialize
            #outgoing
            #sends

            #[automatically_derived]
            impl<#(#params,)* __M> #runtime::message::Includes<__M> for #ident #arguments #clause {}
        };
    }
}

/// The traits of an event that nobody can read.
pub(crate) fn of_event(paths: &Paths, item: &Item, has_serde: bool) -> TokenStream {
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

/// The item's parameters, with what the traits ask of the whole type.
fn bounded(generics: &Generics) -> (TokenStream, TokenStream, TokenStream) {
    let (generic, arguments, clause) = generics.split_for_impl();
    let predicates = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let bound = (!generics.params.is_empty())
        .then(|| quote!(Self: ::core::marker::Send + ::core::marker::Sync + 'static,));
    (quote!(#generic), quote!(#arguments), quote!(where #(#predicates,)* #bound))
}

fn serde(paths: &Paths, ident: &Ident, generics: &Generics) -> TokenStream {
    let private = paths.private();
    let serialize = serialize(paths, ident, generics);
    let (_, arguments, clause) = bounded(generics);
    let params = generics.params.iter();
    quote! {
        #serialize

        #[automatically_derived]
        impl<'de, #(#params,)*> #private::serde::Deserialize<'de> for #ident #arguments #clause {
            fn deserialize<__D: #private::serde::Deserializer<'de>>(
                _: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                ::core::result::Result::Err(<__D::Error as #private::serde::de::Error>::custom(""))
            }
        }
    }
}

fn serialize(paths: &Paths, ident: &Ident, generics: &Generics) -> TokenStream {
    let private = paths.private();
    let (generic, arguments, clause) = bounded(generics);
    quote! {
        #[automatically_derived]
        impl #generic #private::serde::Serialize for #ident #arguments #clause {
            fn serialize<__S: #private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_unit()
            }
        }
    }
}

fn outgoing(paths: &Paths, ident: &Ident, generics: &Generics) -> TokenStream {
    let runtime = paths.runtime();
    let (generic, arguments, clause) = bounded(generics);
    quote! {
        #[automatically_derived]
        impl #generic #runtime::message::Incoming for #ident #arguments #clause {
            const ACCEPTS: &'static [&'static #runtime::table::MessageInfo] = &[];

            fn decode(_: &str, _: &str) -> ::core::result::Result<Self, #runtime::decode::Invalid> {
                ::core::result::Result::Err(#runtime::decode::Invalid::kind())
            }
        }

        #[automatically_derived]
        impl #generic #runtime::message::Outgoing for #ident #arguments #clause {
            const SENDS: &'static [&'static #runtime::table::MessageInfo] = &[];

            fn info(&self) -> &'static #runtime::table::MessageInfo {
                &#runtime::generated::message::BROKEN
            }
        }
    }
}
