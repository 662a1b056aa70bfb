//! `impl Consumer`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    access,
    row::{about, row},
};
use crate::consumer::check::{
    Consumer,
    groups::{Group, Part},
    hook::Hook,
};

pub(super) fn implement(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let ty = &consumer.ty;
    let (generics, _, where_clause) = consumer.generics.split_for_impl();
    let state = consumer.state.as_ref().map_or_else(|| quote!(()), |state| quote!(#state));
    let params = consumer.params_type();
    let info = info(consumer);
    let rows = consumer.handlers.iter().map(|handler| row(&consumer.paths, handler));
    let passthrough = &consumer.passthrough;
    let settings = settings(consumer);
    let hooks = hooks(consumer);
    let (visitor, object, access) =
        (access::visitor(consumer), access::object(consumer), access::access(consumer));
    quote! {
        #[automatically_derived]
        impl #generics #rt::consumer::Consumer for #ty #where_clause {
            type State = #state;
            type Params = #params;
            type Visitor = #visitor;
            type Object = #object;

            const INFO: #rt::table::ConsumerInfo = #info;
            const HANDLERS: &'static [#rt::consumer::Handler<Self>] = &[
                #(#rows,)*
                #(#rt::consumer::Handler::<Self>::passthrough::<#passthrough>(),)*
            ];

            #settings
            #access
            #hooks
        }
    }
}

fn info(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let name = consumer.name.to_string();
    let about = about(&consumer.docs, consumer.summary.as_ref(), &consumer.tags);
    let takes = consumer.takes.iter().map(|one| {
        let (cfg, ty) = (one.cfg(), &one.ty);
        quote!(#cfg #rt::generated::probe::Probe::<#ty>::ACCEPTS)
    });
    let declares = consumer.declares.iter().map(|one| {
        let (cfg, ty) = (one.cfg(), &one.ty);
        quote!(#cfg #rt::generated::probe::Probe::<#ty>::SENDS)
    });
    let groups = consumer.groups.iter().map(|group| &group.literal);
    let build_groups = consumer.hooks.build_groups.is_some();
    let access = access::info(consumer);
    let (sends, passthrough) = (&consumer.sends, &consumer.passthrough);
    quote! {
        #rt::table::ConsumerInfo {
            name: #name,
            #about
            tag: #rt::check::common_tag(&[#(#takes,)* #(#declares,)*]),
            access: #access,
            groups: &[#(#groups),*],
            build_groups: #build_groups,
            sends: &[
                #(<#sends as #rt::message::Outgoing>::SENDS,)*
                #(#rt::generated::probe::Probe::<#passthrough>::SENDS,)*
            ],
        }
    }
}

fn settings(consumer: &Consumer) -> Option<TokenStream> {
    if consumer.settings.is_empty() {
        return None;
    }
    let rt = consumer.paths.runtime();
    let assign = consumer.settings.iter().map(|setting| {
        let (name, value) = (&setting.name, setting.to_value(&consumer.paths));
        quote!(settings.#name = #value;)
    });
    Some(quote! {
        fn settings(settings: &mut #rt::settings::Settings) {
            #(#assign)*
        }
    })
}

fn hooks(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let connect = if let Some(hook) = &consumer.hooks.connect {
        outcome(consumer, hook, &quote!(), &quote!(Self))
    } else {
        // On the user's type, which lacks `Default`.
        let here = consumer.paths.runtime_at(consumer.ty.span());
        let begin = quote_spanned!(consumer.ty.span()=> <Self as #here::generated::hook::Begin>::begin());
        quote!(::std::boxed::Box::pin(async move { let _ = cx; ::std::result::Result::Ok(#begin) }))
    };
    let groups = match &consumer.hooks.build_groups {
        Some(hook) => {
            outcome(consumer, hook, &quote!(self,), &quote!(::std::vec::Vec<::std::string::String>))
        }
        None => named_groups(consumer),
    };
    let post_authentication = match &consumer.hooks.post_authentication {
        Some(hook) => outcome(consumer, hook, &quote!(self,), &quote!(())),
        None => nothing(),
    };
    let disconnected = match &consumer.hooks.disconnected {
        Some(hook) => outcome(consumer, hook, &quote!(self,), &quote!(())),
        None => nothing(),
    };
    quote! {
        fn connect(cx: &#rt::consumer::Context<Self>) -> #rt::consumer::HandlerFuture<'_, Self> {
            #connect
        }

        fn build_groups<'a>(
            &'a mut self,
            cx: &'a mut #rt::consumer::Context<Self>,
        ) -> #rt::consumer::HandlerFuture<'a, ::std::vec::Vec<::std::string::String>> {
            #groups
        }

        fn post_authentication<'a>(
            &'a mut self,
            cx: &'a mut #rt::consumer::Context<Self>,
        ) -> #rt::consumer::HandlerFuture<'a> {
            #post_authentication
        }

        fn disconnected<'a>(
            self,
            cx: &'a mut #rt::consumer::Context<Self>,
        ) -> #rt::consumer::HandlerFuture<'a> {
            #disconnected
        }
    }
}

/// Calls a hook and takes what it returns, a `Result` or not.
fn outcome(consumer: &Consumer, hook: &Hook, this: &TokenStream, ty: &TokenStream) -> TokenStream {
    let name = &hook.name;
    let cx = hook.context.then(|| quote!(cx));
    let unused = (!hook.context).then(|| quote!(let _ = cx;));
    let here = consumer.paths.runtime_at(name.span());
    quote_spanned! {name.span()=>
        ::std::boxed::Box::pin(async move {
            #unused
            #here::generated::hook::Outcome::<#ty>::outcome(Self::#name(#this #cx).await)
        })
    }
}

fn nothing() -> TokenStream {
    quote! {{
        let _ = (self, cx);
        ::std::boxed::Box::pin(::std::future::ready(::std::result::Result::Ok(())))
    }}
}

fn named_groups(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let params = consumer.params_type();
    let names = consumer.groups.iter().map(|Group { parts, .. }| {
        let parts = parts.iter().map(|part| match part {
            Part::Text(text) => quote!(#rt::generated::group::Part::Text(#text)),
            Part::Param(name) => quote!(#rt::generated::group::Part::Param(#name)),
        });
        quote!(#rt::generated::probe::Probe::<#params>::group(&[#(#parts),*], cx.params()))
    });
    quote! {{
        let _ = (self, &cx);
        ::std::boxed::Box::pin(::std::future::ready(::std::result::Result::Ok(::std::vec![#(#names),*])))
    }}
}
