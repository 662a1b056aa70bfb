//! The checks that only the compiler can make, because they need the messages' actions and the fields of `params`:
//! one constant each, standing on the user's token.

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

/// No action has two handlers.
fn actions(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let mut before: Vec<TokenStream> = Vec::new();
    let mut checks = TokenStream::new();
    for handler in consumer.of_kind(Kind::Message) {
        let (cfgs, argument) = (&handler.cfgs, &handler.argument);
        if !consumer.is_concrete(argument) {
            continue;
        }
        let name = handler.name.to_string();
        let messages = quote!(#rt::generated::probe::Probe::<#argument>::ACCEPTS);
        if !before.is_empty() {
            let span = handler.name.span();
            let here = consumer.paths.runtime_at(span);
            let check =
                quote_spanned!(span=> #here::check::unique_actions(#name, #messages, &[#(#before),*]));
            checks.extend(quote!(#(#cfgs)* const _: () = #check;));
        }
        before.push(quote!(#(#cfgs)* (#name, #messages)));
    }
    checks
}

/// No event has two handlers.
fn events(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let mut before: Vec<TokenStream> = Vec::new();
    let mut checks = TokenStream::new();
    let handlers = consumer.of_kind(Kind::Event).map(|handler| {
        let name = &handler.name;
        (handler.cfgs.as_slice(), &handler.argument, name.to_string(), name.span())
    });
    let passthrough = consumer.passthrough.iter().map(|event| {
        let name = format!("passthrough({})", event.to_token_stream().to_string().replace(' ', ""));
        ([].as_slice(), event, name, event.span())
    });
    for (cfgs, event, name, span) in handlers.chain(passthrough) {
        if !consumer.is_concrete(event) {
            continue;
        }
        let event = quote!(#rt::generated::probe::Probe::<#event>::EVENT);
        if !before.is_empty() {
            let here = consumer.paths.runtime_at(span);
            let check = quote_spanned!(span=> #here::check::unique_event(#name, #event, &[#(#before),*]));
            checks.extend(quote!(#(#cfgs)* const _: () = #check;));
        }
        before.push(quote!(#(#cfgs)* (#name, #event)));
    }
    checks
}

/// All messages, in and out, have one tag.
fn tags(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let takes = consumer.takes.iter().map(|one| (one, quote!(ACCEPTS)));
    let declares = consumer.declares.iter().map(|one| (one, quote!(SENDS)));
    let mut before: Vec<TokenStream> = Vec::new();
    let mut checks = TokenStream::new();
    for (one, list) in takes.chain(declares) {
        if !consumer.is_concrete(&one.ty) {
            continue;
        }
        let (cfg, ty) = (one.cfg(), &one.ty);
        let messages = quote!(#rt::generated::probe::Probe::<#ty>::#list);
        if !before.is_empty() {
            let span = ty.span();
            let here = consumer.paths.runtime_at(span);
            let check = quote_spanned!(span=> #here::check::same_tag(#messages, &[#(#before),*]));
            checks.extend(quote!(#cfg const _: () = #check;));
        }
        before.push(quote!(#cfg #messages));
    }
    checks
}

/// Each `{name}` of `groups(…)` is a field of `params`.
fn groups(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
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
        let (rt, params, params_name) = (&rt, &params, &params_name);
        group.names().map(move |name| {
            let fields = quote!(#rt::generated::probe::Probe::<#params>::FIELDS);
            let text = literal.value();
            let span = literal.span();
            let here = consumer.paths.runtime_at(span);
            let check = quote_spanned!(span=> #here::check::group(#text, #name, #params_name, #fields));
            quote!(const _: () = #check;)
        })
    });
    quote!(#(#each)*)
}
