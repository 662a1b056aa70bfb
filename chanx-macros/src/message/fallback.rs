//! The stand-ins of a broken message: its traits without content, so that one mistake gives one error.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Generics, Item};

use super::expand::sent_by;
use crate::common::{
    paths::Paths,
    stand_in::{bounded, named, serde},
};

/// The traits of a message that takes, sends and checks nothing.
pub(super) fn fallback(paths: &Paths, item: &Item) -> TokenStream {
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

/// The traits of a type of which no message is taken or sent.
pub(crate) fn outgoing(paths: &Paths, ident: &Ident, generics: &Generics) -> TokenStream {
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
