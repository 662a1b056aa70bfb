//! Writes what a message is to the compiler.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Fields, Item, Meta};

use super::check::Message;
use crate::{
    common::{
        docs::{about, row},
        item::{allow_deprecated, ends_with, strip_item},
        types::any_consumer,
    },
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
        Fields::Named(_) => validate::of_struct(item, rules),
        _ => validate::of_newtype(item, rules, PAYLOAD),
    };
    let frame = Frame { item, tag: Some(&message.tag) }.expand();
    let traits = [traits(message), sent_by(&item.ident)];
    let allow = allow_deprecated(item);
    let block = paths.block(&quote!(#frame #validate #(#traits)*));
    quote!(#allow #block)
}

/// `Message`, and what a client or a server may do with it.
fn traits(message: &Message) -> TokenStream {
    let (ident, info) = (&message.item.ident, info(message));
    let group = message.group.then(|| {
        quote! {
            #[automatically_derived]
            impl __chanx::GroupMessage for #ident {}
        }
    });
    quote! {
        #[automatically_derived]
        impl __chanx::Message for #ident {
            const INFO: __chanx::MessageInfo = #info;
        }

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __chanx::Incoming for #ident {
            const ACCEPTS: __chanx::Messages =
                &[&<Self as __chanx::Message>::INFO];

            fn decode(frame: &__chanx::Frame<'_>) -> __chanx::Result<Self, __chanx::Invalid> {
                __chanx::decode(frame)
            }
        }

        #[automatically_derived]
        impl __chanx::Outgoing for #ident {
            const SENDS: __chanx::Messages =
                &[&<Self as __chanx::Message>::INFO];

            fn info(&self) -> &'static __chanx::MessageInfo {
                &<Self as __chanx::Message>::INFO
            }
        }

        #[automatically_derived]
        impl __chanx::Includes<Self> for #ident {}

        #group
    }
}

/// The row; what it does not say, the table has by default.
fn info(message: &Message) -> TokenStream {
    let Message { item, action, tag, group, docs, tags, .. } = message;
    let (ident, name) = (&item.ident, item.ident.to_string());
    let tag = (tag != "action").then(|| quote!(tag: #tag,));
    let group = group.then(|| quote!(group: true,));
    let about = about(docs, message.summary.as_ref(), tags);
    let base = quote! {
        __chanx::MessageInfo::new::<Self>(#action, #name, || {
            static SCHEMA: __chanx::LazySchema = __chanx::lazy_schema::<#ident>();
            &SCHEMA
        })
    };
    row(&quote!(__chanx::MessageInfo), &quote!(#tag #group #about), &base)
}

/// `SentBy` and `IntoReply`, for a message or a union: nothing where there is no consumer that could reply with it.
pub(crate) fn sent_by(ident: &Ident) -> TokenStream {
    if cfg!(not(feature = "server")) {
        return TokenStream::new();
    }
    let c = any_consumer(ident);
    quote! {
        #[automatically_derived]
        impl<#c: __chanx::Sends<Self>> __chanx::SentBy<#c> for #ident {}

        #[automatically_derived]
        impl<#c: __chanx::Consumer + __chanx::Sends<Self>> __chanx::IntoReply<#c> for #ident {
            const REPLIES: __chanx::Replies =
                __chanx::Replies::OneOf(<Self as __chanx::Outgoing>::SENDS);

            fn reply(
                self,
                cx: &__chanx::Context<#c>,
            ) -> impl __chanx::Future<Output = __chanx::Replied> + __chanx::Send {
                __chanx::reply(self, cx)
            }
        }
    }
}
