//! Lifts the streams in a handler's return type into replies.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type, spanned::Spanned};

use crate::{
    common::types::{bare, last},
    consumer::check::reply::{Reply, has_impl, inner, stream_item},
};

impl Reply {
    /// The type with its `impl Stream`s boxed, so that it has a name.
    pub(super) fn named(&self) -> TokenStream {
        self.written.as_ref().map_or_else(|| quote!(()), named)
    }

    /// Turns the handler's `value` into something that the runtime can send.
    pub(super) fn lift(&self, value: TokenStream) -> TokenStream {
        match &self.written {
            Some(ty) => lift(ty, value),
            None => value,
        }
    }
}

fn named(ty: &Type) -> TokenStream {
    match bare(ty) {
        ty if !has_impl(ty) => quote!(#ty),
        Type::ImplTrait(ty) => {
            let item = stream_item(&ty.bounds).map_or_else(|| quote!(()), named);
            quote_spanned!(ty.span()=> __chanx::ReplyStream<#item>)
        }
        Type::Tuple(tuple) => {
            let each = tuple.elems.iter().map(named);
            quote!((#(#each,)*))
        }
        ty => rename(ty),
    }
}

/// The same type around a boxed stream.
fn rename(ty: &Type) -> TokenStream {
    let mut ty = ty.clone();
    if let Type::Path(path) = &mut ty
        && let Some(segment) = path.path.segments.last_mut()
        && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
    {
        for argument in &mut arguments.args {
            if let GenericArgument::Type(inner) = argument {
                *inner = Type::Verbatim(named(inner));
            }
        }
    }
    quote!(#ty)
}

fn lift(ty: &Type, value: TokenStream) -> TokenStream {
    match bare(ty) {
        ty if !has_impl(ty) => value,
        Type::ImplTrait(_) => quote!(__chanx::Streaming(#value)),
        Type::Tuple(tuple) => {
            let names: Vec<_> =
                (0..tuple.elems.len()).map(|index| quote::format_ident!("part{index}")).collect();
            let lifted = tuple.elems.iter().zip(&names).map(|(ty, name)| lift(ty, quote!(#name)));
            quote!({ let (#(#names,)*) = #value; (#(#lifted,)*) })
        }
        ty => {
            let inner = inner(ty).map_or_else(|| quote!(part), |ty| lift(ty, quote!(part)));
            if last(ty).is_some_and(|segment| segment.ident == "Vec") {
                quote!(#value.into_iter().map(|part| #inner).collect::<__chanx::Vec<_>>())
            } else {
                quote!(#value.map(|part| #inner))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::parse_quote;

    use crate::{common::errors::Errors, consumer::check::reply::Reply};

    #[test]
    fn streams_are_lifted_where_they_stand() {
        let errors = Errors::new();
        let reply = Reply::check(&errors, &parse_quote!(-> Result<(A, impl Stream<Item = B>), E>));
        assert!(errors.check().is_ok() && reply.streams());
        let (boxed, streaming) = (quote!(__chanx::ReplyStream), quote!(__chanx::Streaming));
        let named = quote!(Result<(A, #boxed<B>,), E>);
        assert_eq!(reply.named().to_string(), named.to_string());
        let lifted = quote!(value.map(|part| {
            let (part0, part1,) = part;
            (part0, #streaming(part1),)
        }));
        assert_eq!(reply.lift(quote!(value)).to_string(), lifted.to_string());
    }
}
