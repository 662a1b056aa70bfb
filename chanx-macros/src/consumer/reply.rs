//! A handler's return type: the messages in it, and how its streams are lifted into replies.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{
    GenericArgument, PathArguments, PathSegment, ReturnType, Type, TypeParamBound, punctuated::Punctuated,
    spanned::Spanned, token::Plus,
};

use crate::common::{errors::Errors, paths::Paths};

/// The forms that hold their messages as the first type argument.
const AROUND: [&str; 4] = ["Option", "Vec", "Result", "BoxStream"];

/// What a handler returns.
#[derive(Debug)]
pub(super) struct Reply {
    /// As written; `None` for nothing.
    written: Option<Type>,
}

impl Reply {
    pub(super) fn check(errors: &Errors, output: &ReturnType) -> Self {
        let written = match output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some((**ty).clone()),
        };
        if let Some(ty) = &written {
            each_impl(ty, &mut |bounds| {
                if stream_item(bounds).is_none() {
                    errors
                        .push(ty, "a handler can reply no other `impl …` than `impl Stream<Item = Message>`");
                }
            });
        }
        Self { written }
    }

    /// Whether it has an `impl Stream`, which may borrow what the handler borrowed.
    pub(super) fn streams(&self) -> bool {
        let mut streams = false;
        if let Some(ty) = &self.written {
            each_impl(ty, &mut |_| streams = true);
        }
        streams
    }

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

    /// The messages in it, as far as its writing tells.
    pub(super) fn leaves(&self) -> Vec<&Type> {
        let mut leaves = Vec::new();
        if let Some(ty) = &self.written {
            collect(ty, &mut leaves);
        }
        leaves
    }
}

/// Calls `found` with the bounds of each `impl …` in a reply.
fn each_impl<'a>(ty: &'a Type, found: &mut dyn FnMut(&'a Punctuated<TypeParamBound, Plus>)) {
    match bare(ty) {
        Type::ImplTrait(ty) => found(&ty.bounds),
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|ty| each_impl(ty, found)),
        ty => {
            if let Some(inner) = inner(ty) {
                each_impl(inner, found);
            }
        }
    }
}

fn has_impl(ty: &Type) -> bool {
    let mut has = false;
    each_impl(ty, &mut |_| has = true);
    has
}

fn collect<'a>(ty: &'a Type, leaves: &mut Vec<&'a Type>) {
    match bare(ty) {
        Type::ImplTrait(ty) => {
            if let Some(item) = stream_item(&ty.bounds) {
                collect(item, leaves);
            }
        }
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|ty| collect(ty, leaves)),
        ty => match inner(ty).or_else(|| boxed_stream(ty)) {
            Some(inner) => collect(inner, leaves),
            None if is_name(ty) => leaves.push(ty),
            None => {}
        },
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

/// The type without parentheses and the invisible groups of `macro_rules!`.
pub(super) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

/// The last segment of a type's path: `ChatMessage` of `messages::ChatMessage`.
pub(super) fn last(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// Whether it is a path without arguments: what a message looks like.
fn is_name(ty: &Type) -> bool {
    last(ty).is_some_and(|segment| segment.arguments.is_empty() && segment.ident != "Self")
}

fn inner(ty: &Type) -> Option<&Type> {
    let segment = last(ty)?;
    AROUND.iter().any(|form| segment.ident == form).then(|| first_type(segment))?
}

fn first_type(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// `T` of `Pin<Box<dyn Stream<Item = T> + Send>>`.
fn boxed_stream(ty: &Type) -> Option<&Type> {
    let pinned = last(ty).filter(|segment| segment.ident == "Pin").and_then(first_type)?;
    let boxed = last(pinned).filter(|segment| segment.ident == "Box").and_then(first_type)?;
    match bare(boxed) {
        Type::TraitObject(object) => stream_item(&object.bounds),
        _ => None,
    }
}

/// `T` of `Stream<Item = T>`.
fn stream_item(bounds: &Punctuated<TypeParamBound, Plus>) -> Option<&Type> {
    let segment = bounds.iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().filter(|segment| segment.ident == "Stream")
        }
        _ => None,
    })?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(item) if item.ident == "Item" => Some(&item.ty),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};
    use syn::parse_quote;

    use super::Reply;
    use crate::common::{errors::Errors, paths::Paths};

    fn leaves(output: &syn::ReturnType) -> Vec<String> {
        let errors = Errors::new();
        let reply = Reply::check(&errors, output);
        assert!(errors.check().is_ok());
        reply.leaves().into_iter().map(|leaf| leaf.to_token_stream().to_string()).collect()
    }

    #[test]
    fn messages_are_found_in_every_form() {
        assert!(leaves(&parse_quote!()).is_empty());
        assert!(leaves(&parse_quote!(-> Result<()>)).is_empty());
        assert_eq!(leaves(&parse_quote!(-> Result<(Option<A>, Vec<m::B>), E>)), ["A", "m :: B"]);
        assert_eq!(leaves(&parse_quote!(-> Result<impl Stream<Item = Option<A>> + use<>>)), ["A"]);
        assert_eq!(leaves(&parse_quote!(-> Pin<Box<dyn Stream<Item = A> + Send>>)), ["A"]);
        assert!(leaves(&parse_quote!(-> Alias<A>)).is_empty());
    }

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
