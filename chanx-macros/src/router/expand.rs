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
    let import = paths.import();
    let mut checks = TokenStream::new();
    let mut calls = TokenStream::new();
    for checked in routes {
        let literal = &checked.route.literal;
        match &checked.route.target {
            Target::Include(included) => calls.extend(quote!(.include(#literal, #included))),
            Target::Consumer(consumer) => {
                checks.extend(fields(checked, consumer));
                let endpoint = quote_spanned!(consumer.span()=> __chanx::Served::<#consumer>::endpoint());
                calls.extend(match checked.route.kind {
                    Kind::Path => quote!(.path(#literal, #endpoint)),
                    Kind::RePath => quote!(.re_path(#literal, #endpoint)),
                });
            }
        }
    }
    quote! {
        #import
        #[allow(unused_imports, reason = "probes may not need it")]
        use __chanx::Unserved as _;
        #checks
        __chanx::Router::new() #calls
    }
}

/// Each parameter is a field of the consumer's `params`, and its converter is one of the field's type.
fn fields(checked: &Checked<'_>, consumer: &Type) -> TokenStream {
    let literal = &checked.route.literal;
    let text = literal.value();
    let name = name(consumer);
    let span = literal.span();
    let checks = checked.captures.iter().map(|capture| {
        let (converter, field) = (capture.converter, &capture.name);
        let fields = quote!(__chanx::Served::<#consumer>::PATH);
        let check = quote_spanned!(span=> __chanx::route(#text, #converter, #field, #name, #fields));
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
