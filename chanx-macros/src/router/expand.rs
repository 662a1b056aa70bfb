//! Writes the router, and a check per parameter.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{PathArguments, Type, spanned::Spanned};

use super::{
    check::Checked,
    parse::{Kind, Target},
};
use crate::common::paths::Paths;

pub(super) fn expand(paths: &Paths, routes: &[Checked<'_>]) -> TokenStream {
    let rt = paths.runtime();
    let mut checks = TokenStream::new();
    let mut calls = TokenStream::new();
    for checked in routes {
        let literal = &checked.route.literal;
        match &checked.route.target {
            Target::Include(included) => calls.extend(quote!(.include(#literal, #included))),
            Target::Consumer(consumer) => {
                checks.extend(fields(paths, checked, consumer));
                let here = paths.runtime_at(consumer.span());
                let endpoint = quote_spanned!(consumer.span()=> #here::generated::serving::Served::<#consumer>::endpoint());
                calls.extend(match checked.route.kind {
                    Kind::Path => quote!(.path(#literal, #endpoint)),
                    Kind::RePath => quote!(.re_path(#literal, #endpoint)),
                });
            }
        }
    }
    quote! {
        #[allow(unused_imports, reason = "probes may not need it")]
        use #rt::generated::serving::Unserved as _;
        #checks
        #rt::routing::Router::new() #calls
    }
}

/// Each parameter is a field of the consumer's `params`, and its converter is one of the field's type.
fn fields(paths: &Paths, checked: &Checked<'_>, consumer: &Type) -> TokenStream {
    let rt = paths.runtime();
    let literal = &checked.route.literal;
    let text = literal.value();
    let name = name(consumer);
    let span = literal.span();
    let here = paths.runtime_at(span);
    let checks = checked.captures.iter().map(|capture| {
        let (converter, field) = (capture.converter, &capture.name);
        let fields = quote!(#rt::generated::serving::Served::<#consumer>::PATH);
        let check = quote_spanned!(span=> #here::check::route(#text, #converter, #field, #name, #fields));
        if is_plain(consumer) {
            quote!(const _: () = #check;)
        } else {
            // The arguments may be generics of the function around, which constants cannot name.
            quote_spanned!(span=> const { #check };)
        }
    });
    quote!(#(#checks)*)
}

/// Whether the type has no arguments.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Path(ty) => {
            ty.qself.is_none()
                && ty.path.segments.iter().all(|segment| matches!(segment.arguments, PathArguments::None))
        }
        Type::Group(group) => is_plain(&group.elem),
        Type::Paren(paren) => is_plain(&paren.elem),
        _ => false,
    }
}

/// The consumer's name, for people.
fn name(ty: &Type) -> String {
    match ty {
        Type::Path(ty) => ty.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
    .unwrap_or_else(|| ty.to_token_stream().to_string())
}
