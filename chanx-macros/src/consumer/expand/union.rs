//! `RoomConsumerIncoming` and `RoomConsumerOutgoing`: all that clients can send, and all that they receive, for tests,
//! clients and logs.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use super::hidden::hidden;
use crate::{
    common::types::last,
    consumer::check::{
        Consumer,
        declared::{Declared, One},
    },
};

/// The enums of a consumer without type parameters.
pub(super) fn unions(consumer: &Consumer) -> TokenStream {
    if !consumer.generics.params.is_empty() {
        return TokenStream::new();
    }
    let incoming = (!consumer.takes.is_empty()).then(|| incoming(consumer));
    let outgoing = (!consumer.declares.is_empty()).then(|| outgoing(consumer));
    quote!(#incoming #outgoing)
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

fn incoming(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let name = format_ident!("{}Incoming", consumer.name);
    let variants = variants(&consumer.takes);
    let docs = format!("Every message that a client can send to `{}`.", consumer.name);
    let item = item(&name, &docs, &variants);
    let common = common(consumer, &name, &variants);
    let lists = lists(consumer, &variants, &quote!(ACCEPTS));
    let decode = variants.iter().map(|Variant { cfg, name, ty, .. }| {
        quote! {
            #cfg
            if let ::std::option::Option::Some(message) =
                #rt::generated::probe::Probe::<#ty>::decode(action, text)
            {
                return message.map(Self::#name);
            }
        }
    });
    let code = quote! {
        #common

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #rt::message::Incoming for #name {
            const ACCEPTS: &'static [&'static #rt::table::MessageInfo] = {
                const LISTS: &[&[&#rt::table::MessageInfo]] = #lists;
                const JOINED: [&#rt::table::MessageInfo; #rt::generated::union::count(LISTS)] =
                    #rt::generated::union::join(LISTS);
                &JOINED
            };

            fn decode(
                action: &str,
                text: &str,
            ) -> ::std::result::Result<Self, #rt::decode::Invalid> {
                #(#decode)*
                ::std::result::Result::Err(#rt::decode::Invalid::kind())
            }
        }
    };
    let hidden = hidden(&consumer.paths, &code);
    quote!(#item #hidden)
}

fn outgoing(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let name = format_ident!("{}Outgoing", consumer.name);
    let variants = variants(&consumer.declares);
    let docs = format!("Every message that `{}` sends.", consumer.name);
    let item = item(&name, &docs, &variants);
    let common = common(consumer, &name, &variants);
    let lists = lists(consumer, &variants, &quote!(SENDS));
    let decode = variants.iter().map(|Variant { cfg, name, ty, .. }| {
        quote! {
            #cfg
            (#rt::generated::probe::Probe::<#ty>::SENDS, |action, text| {
                ::std::option::Option::Some(
                    #rt::generated::probe::Probe::<#ty>::decode(action, text)?.map(Self::#name),
                )
            })
        }
    });
    let code = quote! {
        #common

        #[automatically_derived]
        impl #name {
            /// Decodes a frame that the consumer sent.
            ///
            /// # Errors
            /// When the frame is none of these messages.
            pub fn decode(text: &str) -> ::std::result::Result<Self, #rt::decode::Invalid> {
                #rt::generated::union::decode(text, #rt::check::common_tag(#lists), &[#(#decode),*])
            }
        }
    };
    let of = &consumer.name;
    let code = quote! {
        #code

        #[automatically_derived]
        impl #rt::consumer::Declares for #of {
            type Outgoing = #name;

            fn decode_outgoing(text: &str) -> ::std::result::Result<#name, #rt::decode::Invalid> {
                #name::decode(text)
            }
        }
    };
    let hidden = hidden(&consumer.paths, &code);
    quote!(#item #hidden)
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

fn lists(consumer: &Consumer, variants: &[Variant<'_>], list: &TokenStream) -> TokenStream {
    let rt = consumer.paths.runtime();
    let each = variants
        .iter()
        .map(|Variant { cfg, ty, .. }| quote!(#cfg #rt::generated::probe::Probe::<#ty>::#list));
    quote!(&[#(#each),*])
}

/// What both enums implement.
fn common(consumer: &Consumer, name: &Ident, variants: &[Variant<'_>]) -> TokenStream {
    let rt = consumer.paths.runtime();
    let private = consumer.paths.private();
    let serialize = variants.iter().map(|Variant { cfg, name, ty, .. }| {
        quote!(#cfg Self::#name(message) => #rt::generated::probe::Probe::<#ty>::serialize(message, to))
    });
    let from = variants.iter().map(|Variant { cfg, name: variant, ty, .. }| {
        quote! {
            #cfg
            #[automatically_derived]
            impl ::std::convert::From<#ty> for #name {
                fn from(message: #ty) -> Self {
                    Self::#variant(message)
                }
            }
        }
    });
    quote! {
        #(#from)*

        #[automatically_derived]
        impl #private::serde::Serialize for #name {
            fn serialize<__S: #private::serde::Serializer>(
                &self,
                to: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    #(#serialize,)*
                }
            }
        }

        #[automatically_derived]
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #rt::generated::union::debug(self, f)
            }
        }
    }
}
