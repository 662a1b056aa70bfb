//! `RoomConsumerIncoming` and `RoomConsumerOutgoing`: all that clients can send, and all that they receive, for tests,
//! clients and logs.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use crate::{
    common::types::last,
    consumer::check::{
        Consumer,
        declared::{Declared, One},
    },
};

/// The enums of a consumer without type parameters, and their traits.
pub(super) fn unions(consumer: &Consumer) -> (TokenStream, TokenStream) {
    if !consumer.generics.params.is_empty() {
        return Default::default();
    }
    let incoming = (!consumer.takes.is_empty()).then(|| incoming(consumer));
    let outgoing = (!consumer.declares.is_empty()).then(|| outgoing(consumer));
    incoming.into_iter().chain(outgoing).unzip()
}

struct Variant<'a> {
    cfg: TokenStream,
    name: Ident,
    ty: &'a Type,
    docs: String,
}

fn variants(types: &Declared) -> Vec<Variant<'_>> {
    let full = |one: &One| last(&one.ty).map(|segment| segment.ident.clone());
    let names: Vec<_> = types.iter().filter_map(full).map(|name| short(&name)).collect();
    let variant = |one| {
        let full = full(one)?;
        let short = short(&full);
        let unique = names.iter().filter(|name| **name == short).count() == 1;
        let docs = format!("A `{full}`.");
        Some(Variant { cfg: one.cfg(), name: if unique { short } else { full }, ty: &one.ty, docs })
    };
    types.iter().filter_map(variant).collect()
}

/// The name without the suffix `Message`.
fn short(name: &Ident) -> Ident {
    let text = name.to_string();
    match text.strip_suffix("Message") {
        Some(short) if syn::parse_str::<Ident>(short).is_ok() => Ident::new(short, name.span()),
        _ => name.clone(),
    }
}

fn incoming(consumer: &Consumer) -> (TokenStream, TokenStream) {
    let name = format_ident!("{}Incoming", consumer.name);
    let variants = variants(&consumer.takes);
    let docs = format!("Every message that a client can send to `{}`.", consumer.name);
    let item = item(&name, &docs, &variants);
    let common = common(&name, &variants);
    let lists = variants.iter().map(|Variant { cfg, ty, .. }| quote!(#cfg __chanx::Probe::<#ty>::ACCEPTS));
    let decode = variants.iter().map(|variant| {
        let (cfg, decode) = (&variant.cfg, variant.decode());
        quote!(#cfg #decode)
    });
    let code = quote! {
        #common

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __chanx::Incoming for #name {
            const ACCEPTS: __chanx::Messages = {
                const LISTS: &[__chanx::Messages] = &[#(#lists),*];
                &__chanx::join::<{ __chanx::count(LISTS) }>(LISTS)
            };

            fn decode(frame: &__chanx::Frame<'_>) -> __chanx::Result<Self, __chanx::Invalid> {
                __chanx::decode_taken(frame, &[#(#decode),*])
            }
        }
    };
    (item, code)
}

fn outgoing(consumer: &Consumer) -> (TokenStream, TokenStream) {
    let name = format_ident!("{}Outgoing", consumer.name);
    let variants = variants(&consumer.declares);
    let docs = format!("Every message that `{}` sends.", consumer.name);
    let item = item(&name, &docs, &variants);
    let common = common(&name, &variants);
    let decode = variants.iter().map(|variant| {
        let (cfg, ty, decode) = (&variant.cfg, variant.ty, variant.decode());
        quote!(#cfg (__chanx::Probe::<#ty>::SENDS, #decode))
    });
    let of = &consumer.name;
    let code = quote! {
        #common

        #[automatically_derived]
        impl #name {
            /// Decodes a frame that the consumer sent.
            ///
            /// # Errors
            /// When the frame is none of these messages.
            pub fn decode(text: &str) -> __chanx::Result<Self, __chanx::Invalid> {
                __chanx::decode_sent(text, &[#(#decode),*])
            }
        }

        #[automatically_derived]
        impl __chanx::Declares for #of {
            type Outgoing = #name;

            fn decode_outgoing(text: &str) -> __chanx::Result<#name, __chanx::Invalid> {
                #name::decode(text)
            }
        }
    };
    (item, code)
}

impl Variant<'_> {
    /// The function that decodes it.
    fn decode(&self) -> TokenStream {
        let (name, ty) = (&self.name, self.ty);
        quote!(|frame| __chanx::Probe::<#ty>::decode(frame, Self::#name))
    }
}

fn item(name: &Ident, docs: &str, variants: &[Variant<'_>]) -> TokenStream {
    let variants = variants.iter().map(|Variant { cfg, name, ty, docs }| {
        quote! {
            #[doc = #docs]
            #cfg
            #name(#ty)
        }
    });
    quote! {
        #[doc = #docs]
        #[allow(
            dead_code,
            deprecated,
            private_interfaces,
            unreachable_pub,
            clippy::large_enum_variant,
            reason = "for whoever wants it, as visible as its messages"
        )]
        pub enum #name {
            #(#variants),*
        }
    }
}

/// What both enums implement.
fn common(name: &Ident, variants: &[Variant<'_>]) -> TokenStream {
    let serialize = variants.iter().map(|Variant { cfg, name, ty, .. }| {
        quote!(#cfg Self::#name(message) => __chanx::Probe::<#ty>::serialize(message, to))
    });
    let from = variants.iter().map(|Variant { cfg, name: variant, ty, .. }| {
        quote! {
            #cfg
            #[automatically_derived]
            impl __chanx::From<#ty> for #name {
                fn from(message: #ty) -> Self {
                    Self::#variant(message)
                }
            }
        }
    });
    quote! {
        #(#from)*

        #[automatically_derived]
        impl __chanx::Serialize for #name {
            fn serialize<__S: __chanx::Serializer>(
                &self,
                to: __S,
            ) -> __chanx::Result<__S::Ok, __S::Error> {
                match self {
                    #(#serialize,)*
                }
            }
        }

        #[automatically_derived]
        impl __chanx::fmt::Debug for #name {
            fn fmt(&self, f: &mut __chanx::fmt::Formatter<'_>) -> __chanx::fmt::Result {
                __chanx::debug(self, f)
            }
        }
    }
}
