//! `impl Consumer`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{access, assertions::tag, row::row};
use crate::{
    common::docs::{self, about},
    consumer::check::{
        Consumer,
        groups::{Group, Part},
        hook::Hook,
    },
};

pub(super) fn implement(consumer: &Consumer) -> TokenStream {
    let ty = &consumer.ty;
    let (generics, _, where_clause) = consumer.generics.split_for_impl();
    let state = consumer.state.as_ref().map_or_else(|| quote!(()), |state| quote!(#state));
    let params = consumer.params_type();
    let info = info(consumer);
    let rows = consumer.handlers.iter().map(row);
    let passthrough = &consumer.passthrough;
    let (groups, settings, hooks) = (groups(consumer), settings(consumer), hooks(consumer));
    let (visitor, object, access) =
        (access::visitor(consumer), access::object(consumer), access::access(consumer));
    quote! {
        #[automatically_derived]
        impl #generics __chanx::Consumer for #ty #where_clause {
            type State = #state;
            type Params = #params;
            type Visitor = #visitor;
            type Object = #object;

            const INFO: __chanx::ConsumerInfo = #info;
            const HANDLERS: &'static [__chanx::Handler<Self>] = &[
                #(#rows,)*
                #(__chanx::Handler::<Self>::passthrough::<#passthrough>(),)*
            ];
            #groups

            #settings
            #access
            #hooks
        }
    }
}

/// The row; what it does not say, the table has by default.
fn info(consumer: &Consumer) -> TokenStream {
    let name = consumer.name.to_string();
    let about = about(&consumer.docs, consumer.summary.as_ref(), &consumer.tags);
    let tag = tag(consumer).map(|tag| quote!(tag: #tag,));
    let access = access::info(consumer).map(|access| quote!(access: #access,));
    let groups = consumer.groups.iter().map(|group| &group.literal);
    let groups = (!consumer.groups.is_empty()).then(|| quote!(groups: &[#(#groups),*],));
    let build_groups = consumer.hooks.build_groups.is_some().then(|| quote!(build_groups: true,));
    let (sends, passthrough) = (&consumer.sends, &consumer.passthrough);
    let sends = (!sends.is_empty() || !passthrough.is_empty()).then(|| {
        quote! {
            sends: &[
                #(<#sends as __chanx::Outgoing>::SENDS,)*
                #(__chanx::Probe::<#passthrough>::SENDS,)*
            ],
        }
    });
    docs::row(
        &quote!(__chanx::ConsumerInfo),
        &quote!(#about #tag #access #groups #build_groups #sends),
        &quote!(__chanx::ConsumerInfo::new(#name)),
    )
}

fn groups(consumer: &Consumer) -> Option<TokenStream> {
    let groups = consumer.groups.iter().map(|Group { parts, .. }| {
        let parts = parts.iter().map(|part| match part {
            Part::Text(text) => quote!(__chanx::GroupPart::Text(#text)),
            Part::Param(name) => quote!(__chanx::GroupPart::Param(#name)),
        });
        quote!(&[#(#parts),*])
    });
    (!consumer.groups.is_empty())
        .then(|| quote!(const GROUPS: &'static [&'static [__chanx::GroupPart]] = &[#(#groups),*];))
}

fn settings(consumer: &Consumer) -> Option<TokenStream> {
    if consumer.settings.is_empty() {
        return None;
    }
    let assign = consumer.settings.iter().map(|setting| {
        let (name, value) = (&setting.name, setting.to_value());
        quote!(settings.#name = #value;)
    });
    Some(quote! {
        fn settings(settings: &mut __chanx::Settings) {
            #(#assign)*
        }
    })
}

/// The hooks that are written, and `connect`.
fn hooks(consumer: &Consumer) -> TokenStream {
    let connect = if let Some(hook) = &consumer.hooks.connect {
        outcome(hook, &quote!(), &quote!(Self))
    } else {
        // On the user's type, which lacks `Default`.
        let begin = quote_spanned!(consumer.ty.span()=> <Self as __chanx::Begin>::begin);
        quote!(__chanx::connect(cx, #begin))
    };
    let build_groups = consumer.hooks.build_groups.as_ref().map(|hook| {
        let outcome = outcome(hook, &quote!(self,), &quote!(__chanx::Groups));
        quote! {
            fn build_groups<'a>(
                &'a mut self,
                cx: &'a mut __chanx::Context<Self>,
            ) -> __chanx::HandlerFuture<'a, __chanx::Groups> {
                #outcome
            }
        }
    });
    let post_authentication = consumer.hooks.post_authentication.as_ref().map(|hook| {
        let outcome = outcome(hook, &quote!(self,), &quote!(()));
        quote! {
            fn post_authentication<'a>(
                &'a mut self,
                cx: &'a mut __chanx::Context<Self>,
            ) -> __chanx::HandlerFuture<'a> {
                #outcome
            }
        }
    });
    let disconnected = consumer.hooks.disconnected.as_ref().map(|hook| {
        let outcome = outcome(hook, &quote!(self,), &quote!(()));
        quote! {
            fn disconnected(self, cx: &mut __chanx::Context<Self>) -> __chanx::HandlerFuture<'_> {
                #outcome
            }
        }
    });
    quote! {
        fn connect(cx: &__chanx::Context<Self>) -> __chanx::HandlerFuture<'_, Self> {
            #connect
        }

        #build_groups
        #post_authentication
        #disconnected
    }
}

/// Calls a hook and takes what it returns, a `Result` or not.
fn outcome(hook: &Hook, this: &TokenStream, ty: &TokenStream) -> TokenStream {
    let name = &hook.name;
    let cx = hook.context.then(|| quote!(cx));
    let unused = (!hook.context).then(|| quote!(let _ = cx;));
    quote_spanned! {name.span()=>
        ::std::boxed::Box::pin(async move {
            #unused
            __chanx::Outcome::<#ty>::outcome(Self::#name(#this #cx).await)
        })
    }
}
