//! What the signatures of handlers and hooks have in common.

use quote::ToTokens;
use syn::{
    FnArg, GenericArgument, PatType, PathArguments, ReceiverKind, Safety, Signature, Type, TypeReference,
};

use crate::common::types::{bare, last};

/// How a method takes `self`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Receiver {
    None,
    /// `&self` or `&mut self`
    Borrowed,
    /// `self`
    Owned,
    /// `self: …`
    Other,
}

/// How a method takes its `Context<Self>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Shared,
    Exclusive,
    Owned,
}

pub(super) fn receiver(sig: &Signature) -> Receiver {
    match sig.inputs.first() {
        Some(FnArg::Receiver(receiver)) => match receiver.kind {
            ReceiverKind::Value => Receiver::Owned,
            ReceiverKind::Reference(..) => Receiver::Borrowed,
            _ => Receiver::Other,
        },
        _ => Receiver::None,
    }
}

/// The arguments besides `self`.
pub(super) fn arguments(sig: &Signature) -> Vec<&PatType> {
    let typed = sig.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(argument) => Some(argument),
        FnArg::Receiver(_) => None,
    });
    typed.collect()
}

/// Why no handler or hook can have this signature, whatever it takes.
pub(super) fn never(sig: &Signature) -> Option<&'static str> {
    if sig.asyncness.is_none() {
        Some("is not async")
    } else if sig.generics.type_params().next().is_some() || sig.generics.const_params().next().is_some() {
        Some("has type parameters")
    } else if !matches!(sig.safety, Safety::Default) || sig.constness.is_some() || sig.abi.is_some() {
        Some("is more than `async fn`")
    } else {
        None
    }
}

/// How `ty` gives the context of the consumer `consumer`; `None` when it is something else.
pub(super) fn context(ty: &Type, consumer: &Type) -> Option<Given> {
    let (given, ty) = match bare(ty) {
        Type::Reference(TypeReference { elem, mutability, .. }) => {
            (if mutability.is_some() { Given::Exclusive } else { Given::Shared }, &**elem)
        }
        ty => (Given::Owned, ty),
    };
    let segment = last(ty).filter(|segment| segment.ident == "Context")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let of = types.next()?;
    let same = last(of).is_some_and(|segment| segment.ident == "Self")
        || of.to_token_stream().to_string() == consumer.to_token_stream().to_string();
    same.then_some(given)
}
