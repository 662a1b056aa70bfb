//! A handler's row.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::LitStr;

use crate::{
    common::{docs::Docs, paths::Paths},
    consumer::{check::handler::Handler, kind::Kind, parse::permission::Permission},
};

/// The row; its place is a list.
pub(super) fn row(paths: &Paths, handler: &Handler) -> TokenStream {
    let rt = paths.runtime();
    let Handler { cfgs, name, argument, docs, summary, tags, .. } = handler;
    let (name, concurrent) = (name.to_string(), !handler.in_turn);
    let reply = handler.reply.named(paths);
    let accepts = match handler.kind {
        Kind::Message => quote! {
            #rt::table::Accepts::Messages(#rt::generated::probe::Probe::<#argument>::ACCEPTS)
        },
        Kind::Event => quote!(#rt::generated::probe::Probe::<#argument>::HANDLED),
        Kind::Text => quote!(#rt::table::Accepts::Text),
        Kind::Binary => quote!(#rt::table::Accepts::Binary),
    };
    let call = call(paths, handler);
    let about = about(docs, summary.as_ref(), tags);
    let permissions = option(handler.permissions.as_ref().map(Permission::text));
    quote! {
        #(#cfgs)*
        #rt::consumer::Handler {
            info: #rt::table::HandlerInfo {
                name: #name,
                accepts: #accepts,
                replies: <#reply as #rt::consumer::IntoReply<Self>>::REPLIES,
                concurrent: #concurrent,
                permissions: #permissions,
                #about
            },
            call: #call,
        }
    }
}

/// What documents show, for a row and for the consumer.
pub(super) fn about(docs: &Docs, summary: Option<&LitStr>, tags: &[LitStr]) -> TokenStream {
    let Docs { description, deprecated } = docs;
    let summary = option(summary);
    quote! {
        description: #description,
        summary: #summary,
        tags: &[#(#tags),*],
        deprecated: #deprecated,
    }
}

/// An `Option` as code.
pub(super) fn option<T: ToTokens>(value: Option<T>) -> TokenStream {
    if let Some(value) = value {
        quote!(::std::option::Option::Some(#value))
    } else {
        quote!(::std::option::Option::None)
    }
}

/// Decodes, calls the handler, sends its reply.
fn call(paths: &Paths, handler: &Handler) -> TokenStream {
    let rt = paths.runtime();
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
    let clone = apart.then(|| quote!(let to = ::std::clone::Clone::clone(&*cx);));
    let clone =
        if *in_turn { clone } else { apart.then(|| quote!(let to = ::std::clone::Clone::clone(&cx);)) };
    let cx = context.then(|| quote!(cx));
    // Stands on the handler's name, so that a future that is not `Send` is told there.
    let called = quote!(Self::#name(#this argument, #cx).await);
    let lifted = handler.reply.lift(paths, called);
    let reply = handler.reply.named(paths);
    let reply = quote!(#rt::generated::serving::Replier::<#reply, Self>::reply(#lifted, #to));
    let future = quote!(async move { #clone #reply.await });
    let boxed = quote_spanned!(name.span()=> ::std::boxed::Box::pin(#future));
    let body = quote! {
        let argument = input.#decode::<#argument>()?;
        ::std::result::Result::Ok(#boxed)
    };
    if *in_turn {
        quote!(#rt::consumer::Call::Sequential(|this, input, cx| { #body }))
    } else {
        quote!(#rt::consumer::Call::Concurrent(|input, cx| { #body }))
    }
}
