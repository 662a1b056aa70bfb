//! A handler's row.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::{
    common::docs::{self, about},
    consumer::{check::handler::Handler, kind::Kind},
};

/// The row; its place is a list.
pub(super) fn row(handler: &Handler) -> TokenStream {
    let Handler { cfgs, name, argument, docs, summary, tags, .. } = handler;
    let name = name.to_string();
    let reply = handler.reply.named();
    let accepts = match handler.kind {
        Kind::Message => quote!(__chanx::Probe::<#argument>::TAKEN),
        Kind::Event => quote!(__chanx::Probe::<#argument>::HANDLED),
        Kind::Text => quote!(__chanx::Accepts::Text),
        Kind::Binary => quote!(__chanx::Accepts::Binary),
    };
    let (call, decode) = (
        call(handler),
        match handler.kind {
            Kind::Message => quote!(__chanx::Probe::<#argument>::DECODE),
            Kind::Event | Kind::Text | Kind::Binary => quote!(__chanx::None),
        },
    );
    let about = about(docs, summary.as_ref(), tags);
    let concurrent = (!handler.in_turn).then(|| quote!(concurrent: true,));
    let permissions = handler.permissions.as_ref().map(|permissions| {
        let text = permissions.text();
        quote!(permissions: __chanx::Some(#text),)
    });
    let info = docs::row(
        &quote!(__chanx::HandlerInfo),
        &quote!(#concurrent #permissions #about),
        &quote!(__chanx::HandlerInfo::new(#name, #accepts, <#reply as __chanx::IntoReply<Self>>::REPLIES)),
    );
    quote! {
        #(#cfgs)*
        __chanx::Handler {
            info: #info,
            decode: #decode,
            call: #call,
        }
    }
}

/// Decodes, calls the handler, sends its reply.
fn call(handler: &Handler) -> TokenStream {
    let Handler { name, argument, in_turn, context, .. } = handler;
    let decode = match handler.kind {
        Kind::Message => quote!(message),
        Kind::Event => quote!(event),
        Kind::Text => quote!(text),
        Kind::Binary => quote!(binary),
    };
    let this = in_turn.then(|| quote!(this,));
    // A stream may borrow the context, and a handler beside the others owns it: reply through a clone then.
    let apart = *context && (!in_turn || handler.reply.streams());
    let to = if apart {
        quote!(&to)
    } else if *in_turn {
        quote!(cx)
    } else {
        quote!(&cx)
    };
    let clone = apart.then(|| quote!(let to = __chanx::Clone::clone(&*cx);));
    let clone = if *in_turn { clone } else { apart.then(|| quote!(let to = __chanx::Clone::clone(&cx);)) };
    let cx = context.then(|| quote!(cx));
    // Stands on the handler's name, so that a future that is not `Send` is told there.
    let called = quote!(Self::#name(#this argument, #cx).await);
    let lifted = handler.reply.lift(called);
    let reply = handler.reply.named();
    let reply = quote!(__chanx::Replier::<#reply, Self>::reply(#lifted, #to));
    let future = quote!(async move { #clone #reply.await });
    let boxed = quote_spanned!(name.span()=> ::std::boxed::Box::pin(#future));
    // A message tells the context which request it is.
    let is_message = matches!(handler.kind, Kind::Message);
    let asked = is_message.then(|| quote!(cx.asked()));
    let body = quote! {
        let argument = input.#decode::<#argument>(#asked)?;
        __chanx::Ok(#boxed)
    };
    if *in_turn {
        quote!(__chanx::Call::Sequential(|this, input, cx| { #body }))
    } else {
        let mutable = is_message.then(|| quote!(mut));
        quote!(__chanx::Call::Concurrent(|input, #mutable cx| { #body }))
    }
}
