//! Lifts the streams in a handler's return type into replies.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type, spanned::Spanned};

use crate::{
    common::{
        paths::Paths,
        types::{bare, last},
    },
    consumer::check::reply::{Reply, has_impl, inner, stream_item},
};

impl Reply {
    /// The type with its `impl Stream`s boxed, so that it has a name.
    pub(super) fn named(&self, paths: &Paths) -> TokenStream {
        self.written.as_ref().map_or_else(|| quote!(()), |ty| named(paths, ty))
    }

    /// Turns the handler's `value` into something that the runtime can send.
    pub(super) fn lift(&self, paths: &Paths, value: TokenStream) -> TokenStream {
        match &self.written {
            Some(ty) => lift(paths, ty, value),
            None => value,
        }
    }
}

fn named(paths: &Paths, ty: &Type) -> TokenStream {
    match bare(ty) {
        ty if !has_impl(ty) => quote!(#ty),
        Type::ImplTrait(ty) => {
            let rt = paths.runtime_at(ty.span());
            let item = stream_item(&ty.bounds).map_or_else(|| quote!(()), |item| named(paths, item));
            quote_spanned!(ty.span()=> #rt::consumer::BoxStream<#item>)
        }
        Type::Tuple(tuple) => {
            let each = tuple.elems.iter().map(|ty| named(paths, ty));
            quote!((#(#each,)*))
        }
        ty => rename(paths, ty),
    }
}

/// The same type around a boxed stream.
fn rename(paths: &Paths, ty: &Type) -> TokenStream {
    let mut ty = ty.clone();
    if let Type::Path(path) = &mut ty
        && let Some(segment) = path.path.segments.last_mut()
        && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
    {
        for argument in &mut arguments.args {
            if let GenericArgument::Type(inner) = argument {
                *inner = Type::Verbatim(named(paths, inner));
            }
        }
    }
    quote!(#ty)
}

fn lift(paths: &Paths, ty: &Type, value: TokenStream) -> TokenStream {
    let rt = paths.runtime();
    match bare(ty) {
        ty if !has_impl(ty) => value,
        Type::ImplTrait(_) => quote!(#rt::consumer::Streaming(#value)),
        Type::Tuple(tuple) => {
            let names: Vec<_> =
                (0..tuple.elems.len()).map(|index| quote::format_ident!("part{index}")).collect();
            let lifted = tuple.elems.iter().zip(&names).map(|(ty, name)| lift(paths, ty, quote!(#name)));
            quote!({ let (#(#names,)*) = #value; (#(#lifted,)*) })
        }
        ty => {
            let inner = inner(ty).map_or_else(|| quote!(part), |ty| lift(paths, ty, quote!(part)));
            if last(ty).is_some_and(|segment| segment.ident == "Vec") {
                quote!(#value.into_iter().map(|part| #inner).collect::<::std::vec::Vec<_>>())
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

    use crate::{
        common::{errors::Errors, paths::Paths},
        consumer::check::reply::Reply,
    };

    #[test]
    fn streams_are_lifted_where_they_stand() {
        let errors = Errors::new();
        let reply = Reply::check(&errors, &parse_quote!(-> Result<(A, impl Stream<Item = B>), E>));
        assert!(errors.check().is_ok() && reply.streams());
        let paths = Paths::new(None);
        let rt = paths.runtime();
        let named = quote!(Result<(A, #rt::consumer::BoxStream<B>,), E>);
        assert_eq!(reply.named(&paths).to_string(), named.to_string());
        let lifted = quote!(value.map(|part| {
            let (part0, part1,) = part;
            (part0, #rt::consumer::Streaming(part1),)
        }));
        assert_eq!(reply.lift(&paths, quote!(value)).to_string(), lifted.to_string());
    }
}
