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
    let serde = serde(ident, generics);
    let (generic, arguments, clause) = bounded(generics);
    let sends = generics.params.is_empty().then(|| sent_by(ident));
    let outgoing = outgoing(ident, generics);
    let code = quote! {
            #serde
            #outgoing
            #sends

            #[automatically_derived]
            impl #generic __chanx::JsonSchema for #ident #arguments #clause {
                fn schema_name() -> __chanx::Cow<'static, str> {
                    __chanx::Cow::Borrowed("")
                }

                fn json_schema(
                    _: &mut __chanx::SchemaGenerator,
                ) -> __chanx::Schema {
                    __chanx::Default::default()
                }
            }

            #[automatically_derived]
            impl #generic __chanx::Validate for #ident #arguments #clause {
                fn validate(
                    &self,
                    _: &__chanx::At<'_>,
                    _: &mut __chanx::Faults,
                ) {
                }
            }

            #[automatically_derived]
            impl #generic __chanx::Message for #ident #arguments #clause {
                const INFO: __chanx::MessageInfo = __chanx::BROKEN;
            }

            #[automatically_derived]
            impl #generic __chanx::GroupMessage for #ident #arguments #clause {}

            #[automatically_derived]
            impl #generic __chanx::Includes<Self> for #ident #arguments #clause {}
    };
    paths.block(&code)
}

/// The traits of a type of which no message is taken or sent.
pub(crate) fn outgoing(ident: &Ident, generics: &Generics) -> TokenStream {
    let (generic, arguments, clause) = bounded(generics);
    quote! {
        #[automatically_derived]
        impl #generic __chanx::Incoming for #ident #arguments #clause {
            const ACCEPTS: __chanx::Messages = &[];

            fn decode(_: &__chanx::Frame<'_>) -> __chanx::Result<Self, __chanx::Invalid> {
                __chanx::Err(__chanx::Invalid::kind())
            }
        }

        #[automatically_derived]
        impl #generic __chanx::Outgoing for #ident #arguments #clause {
            const SENDS: __chanx::Messages = &[];

            fn info(&self) -> &'static __chanx::MessageInfo {
                &__chanx::BROKEN
            }
        }
    }
}
