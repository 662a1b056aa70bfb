//! Writes what a message is to the compiler.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Fields, Item, Meta};

use super::check::Message;
use crate::{
    common::item::{allow_deprecated, ends_with, strip_item},
    frame::{Frame, PAYLOAD},
    payload::validate,
};

/// The user's item without the attributes that only the hidden struct may see. An `#[event]` that stands below
/// is told that the message is the type's serde form.
pub(super) fn given_back(mut item: Item) -> TokenStream {
    strip_item(&mut item);
    if let Item::Struct(item) = &mut item {
        for attr in item.attrs.iter_mut().filter(|attr| ends_with(attr, "event")) {
            if let Meta::List(list) = &mut attr.meta {
                let keys = &list.tokens;
                list.tokens = quote!(__message, #keys);
            }
        }
    }
    item.into_token_stream()
}

pub(super) fn expand(message: &Message) -> TokenStream {
    let Message { item, paths, rules, .. } = message;
    let validate = match &item.fields {
        Fields::Named(_) => validate::of_struct(paths, item, rules),
        _ => validate::of_newtype(paths, item, rules, PAYLOAD),
    };
    let frame = Frame { item, paths, tag: Some(&message.tag) }.expand();
    let traits = [traits(message), sending(message)];
    let allow = allow_deprecated(item);
    quote! {
        #allow
        const _: () = {
            #frame
            #validate
            #(#traits)*
        };
    }
}

/// `Message`, and what a client or a server may do with it.
fn traits(message: &Message) -> TokenStream {
    let (runtime, ident, info) = (message.paths.runtime(), &message.item.ident, info(message));
    let group = message.group.then(|| {
        quote! {
            #[automatically_derived]
            impl #runtime::message::GroupMessage for #ident {}
        }
    });
    quote! {
        #[automatically_derived]
        impl #runtime::message::Message for #ident {
            const INFO: #runtime::table::MessageInfo = #info;
        }

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #runtime::message::Incoming for #ident {
            const ACCEPTS: &'static [&'static #runtime::table::MessageInfo] =
                &[&<Self as #runtime::message::Message>::INFO];

            fn decode(
                action: &str,
                text: &str,
            ) -> ::core::result::Result<Self, #runtime::decode::Invalid> {
                #runtime::decode::message(action, text)
            }
        }

        #[automatically_derived]
        impl #runtime::message::Outgoing for #ident {
            const SENDS: &'static [&'static #runtime::table::MessageInfo] =
                &[&<Self as #runtime::message::Message>::INFO];

            fn info(&self) -> &'static #runtime::table::MessageInfo {
                &<Self as #runtime::message::Message>::INFO
            }
        }

        #[automatically_derived]
        impl #runtime::message::Includes<Self> for #ident {}

        #group
    }
}

fn info(message: &Message) -> TokenStream {
    let runtime = message.paths.runtime();
    let Message { item, action, tag, group, docs, tags, .. } = message;
    let name = item.ident.to_string();
    let (description, deprecated) = (&docs.description, docs.deprecated);
    let none = || quote!(::core::option::Option::None);
    let summary =
        message.summary.as_ref().map_or_else(none, |text| quote!(::core::option::Option::Some(#text)));
    quote! {
        #runtime::table::MessageInfo {
            tag: #tag,
            group: #group,
            description: #description,
            summary: #summary,
            tags: &[#(#tags),*],
            deprecated: #deprecated,
            ..#runtime::table::MessageInfo::new::<Self>(#action, #name, || {
                static SCHEMA: ::std::sync::OnceLock<#runtime::schema::MessageSchema> = ::std::sync::OnceLock::new();
                SCHEMA.get_or_init(#runtime::schema::MessageSchema::of::<Self>)
            })
        }
    }
}

/// What the consumers that declare the message may do with it.
fn sending(message: &Message) -> TokenStream {
    sent_by(&message.paths.runtime(), &message.item.ident)
}

/// `SentBy` and `IntoReply`, for a message or a union: nothing where there is no consumer that could reply with it.
pub(crate) fn sent_by(runtime: &TokenStream, ident: &impl ToTokens) -> TokenStream {
    if cfg!(not(feature = "server")) {
        return TokenStream::new();
    }
    quote! {
        #[automatically_derived]
        impl<C> #runtime::consumer::SentBy<C> for #ident where C: #runtime::consumer::Sends<Self> {}

        #[automatically_derived]
        impl<C> #runtime::consumer::IntoReply<C> for #ident
        where
            C: #runtime::consumer::Consumer + #runtime::consumer::Sends<Self>,
        {
            const REPLIES: #runtime::table::Replies =
                #runtime::table::Replies::OneOf(<Self as #runtime::message::Outgoing>::SENDS);

            fn reply(
                self,
                cx: &#runtime::consumer::Context<C>,
            ) -> impl ::core::future::Future<Output = #runtime::error::Result<()>> + ::core::marker::Send {
                #runtime::generated::serving::reply(self, cx)
            }
        }
    }
}
