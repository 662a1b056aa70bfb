//! A handler's return type, and the messages in it.

use syn::{
    GenericArgument, PathArguments, PathSegment, ReturnType, Type, TypeParamBound, punctuated::Punctuated,
    token::Plus,
};

use crate::common::{
    errors::Errors,
    types::{bare, last},
};

/// The forms that hold their messages as the first type argument.
const AROUND: [&str; 4] = ["Option", "Vec", "Result", "BoxStream"];

/// What a handler returns.
#[derive(Debug)]
pub(crate) struct Reply {
    /// As written; `None` for nothing.
    pub(crate) written: Option<Type>,
}

impl Reply {
    pub(crate) fn check(errors: &Errors, output: &ReturnType) -> Self {
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
    pub(crate) fn streams(&self) -> bool {
        let mut streams = false;
        if let Some(ty) = &self.written {
            each_impl(ty, &mut |_| streams = true);
        }
        streams
    }

    /// The messages in it, as far as its writing tells.
    pub(crate) fn leaves(&self) -> Vec<&Type> {
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

pub(crate) fn has_impl(ty: &Type) -> bool {
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

/// Whether it is a path without arguments: what a message looks like.
fn is_name(ty: &Type) -> bool {
    last(ty).is_some_and(|segment| segment.arguments.is_empty() && segment.ident != "Self")
}

pub(crate) fn inner(ty: &Type) -> Option<&Type> {
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
pub(crate) fn stream_item(bounds: &Punctuated<TypeParamBound, Plus>) -> Option<&Type> {
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
    use quote::ToTokens;
    use syn::parse_quote;

    use super::Reply;
    use crate::common::errors::Errors;

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
}
