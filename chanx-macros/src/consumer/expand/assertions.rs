//! The checks that only the compiler can make, because they need the messages' actions and the fields of `params`:
//! one constant each, standing on the user's token. What is checked against each other stands in a list.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::{
    common::types::last,
    consumer::{check::Consumer, kind::Kind},
};

pub(super) fn assertions(consumer: &Consumer) -> TokenStream {
    let actions = actions(consumer);
    let events = events(consumer);
    let tags = tags(consumer);
    let groups = groups(consumer);
    quote!(#actions #events #tags #groups)
}

/// Something that is checked against what stands before it: its `#[cfg]`s, how it stands in the list, where a mistake is told,
/// and the check.
struct Listed {
    cfgs: TokenStream,
    row: TokenStream,
    check: TokenStream,
}

/// The list, and the checks of all but the first.
fn list(name: &TokenStream, ty: &TokenStream, all: &[Listed]) -> TokenStream {
    if all.len() < 2 {
        return TokenStream::new();
    }
    let rows = all.iter().map(|Listed { cfgs, row, .. }| quote!(#cfgs #row));
    let checks = all.iter().skip(1).map(|Listed { cfgs, check, .. }| quote!(#cfgs const _: () = #check;));
    quote! {
        const #name: &[#ty] = &[#(#rows),*];
        #(#checks)*
    }
}

/// No action has two handlers.
fn actions(consumer: &Consumer) -> TokenStream {
    let list_name = quote!(__ACTIONS);
    let handlers = consumer.of_kind(Kind::Message).filter(|handler| consumer.is_concrete(&handler.argument));
    let handlers = handlers.map(|handler| {
        let (cfgs, argument, name) = (&handler.cfgs, &handler.argument, handler.name.to_string());
        let messages = quote!(__chanx::Probe::<#argument>::ACCEPTS);
        let check =
            quote_spanned!(handler.name.span()=> __chanx::unique_actions(#name, #messages, #list_name));
        Listed { cfgs: quote!(#(#cfgs)*), row: quote!((#name, #messages)), check }
    });
    list(&list_name, &quote!(__chanx::Named), &handlers.collect::<Vec<_>>())
}

/// No event has two handlers.
fn events(consumer: &Consumer) -> TokenStream {
    let list_name = quote!(__EVENTS);
    let handlers = consumer.of_kind(Kind::Event).map(|handler| {
        let (cfgs, name) = (&handler.cfgs, &handler.name);
        (quote!(#(#cfgs)*), &handler.argument, name.to_string(), name.span())
    });
    let passthrough = consumer.passthrough.iter().map(|event| {
        let name = format!("passthrough({})", event.to_token_stream().to_string().replace(' ', ""));
        (TokenStream::new(), event, name, event.span())
    });
    let concrete = handlers.chain(passthrough).filter(|(_, event, ..)| consumer.is_concrete(event));
    let all = concrete.map(|(cfgs, event, name, span)| {
        let event = quote!(__chanx::Probe::<#event>::EVENT);
        let check = quote_spanned!(span=> __chanx::unique_event(#name, #event, #list_name));
        Listed { cfgs, row: quote!((#name, #event)), check }
    });
    list(&list_name, &quote!(__chanx::NamedEvent), &all.collect::<Vec<_>>())
}

/// All messages, in and out, have one tag.
fn tags(consumer: &Consumer) -> TokenStream {
    let concrete = consumer.messages().filter(|(one, _)| consumer.is_concrete(&one.ty));
    let all = concrete.map(|(one, list)| {
        let ty = &one.ty;
        let messages = quote!(__chanx::Probe::<#ty>::#list);
        let (span, all) = (ty.span(), quote!(__MESSAGES));
        let check = quote_spanned!(span=> __chanx::same_tag(#messages, #all));
        Listed { cfgs: one.cfg(), row: messages, check }
    });
    list(&quote!(__MESSAGES), &quote!(__chanx::Messages), &all.collect::<Vec<_>>())
}

/// The tag of all messages: by the list, if that has them all.
pub(super) fn tag(consumer: &Consumer) -> Option<TokenStream> {
    let lists: Vec<_> = consumer
        .messages()
        .map(|(one, list)| {
            let (cfg, ty) = (one.cfg(), &one.ty);
            quote!(#cfg __chanx::Probe::<#ty>::#list)
        })
        .collect();
    let listed = lists.len() > 1 && consumer.messages().all(|(one, _)| consumer.is_concrete(&one.ty));
    match lists.as_slice() {
        [] => None,
        _ if listed => Some(quote!(__chanx::common_tag(__MESSAGES))),
        lists => Some(quote!(__chanx::common_tag(&[#(#lists),*]))),
    }
}

/// Each `{name}` of `groups(…)` is a field of `params`.
fn groups(consumer: &Consumer) -> TokenStream {
    let params = consumer.params_type();
    if !consumer.is_concrete(&params) {
        return TokenStream::new();
    }
    let params_name = match last(&params) {
        Some(segment) => segment.ident.to_string(),
        None => consumer.name.to_string(),
    };
    let each = consumer.groups.iter().flat_map(|group| {
        let literal = &group.literal;
        let (params, params_name) = (&params, &params_name);
        group.names().map(move |name| {
            let fields = quote!(__chanx::Probe::<#params>::FIELDS);
            let text = literal.value();
            let span = literal.span();
            let check = quote_spanned!(span=> __chanx::group(#text, #name, #params_name, #fields));
            quote!(const _: () = #check;)
        })
    });
    quote!(#(#each)*)
}
