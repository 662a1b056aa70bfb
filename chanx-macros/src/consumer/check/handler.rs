//! A handler: what it takes, what it replies, how it is called.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{Attribute, GenericArgument, LitStr, PathArguments, Signature, Type};

use super::{
    reply::Reply,
    signature::{Given, Receiver, arguments, context, never, receiver},
};
use crate::{
    common::{
        docs::Docs,
        errors::Errors,
        item::only,
        types::{bare, last},
    },
    consumer::{
        kind::Kind,
        parse::{
            attribute::{Attributed, attribute},
            block::Method,
            permission::Permission,
        },
    },
};

/// A handler as accepted.
#[derive(Debug)]
pub(crate) struct Handler {
    pub(crate) kind: Kind,
    pub(crate) name: Ident,
    /// Its `#[cfg]`s, repeated wherever generated code names it.
    pub(crate) cfgs: Vec<Attribute>,
    /// Whether it takes `self`, and so its turn.
    pub(crate) in_turn: bool,
    /// Whether it takes the context.
    pub(crate) context: bool,
    pub(crate) argument: Type,
    pub(crate) reply: Reply,
    /// Who may send what it takes.
    pub(crate) permissions: Option<Permission>,
    pub(crate) docs: Docs,
    pub(crate) summary: Option<LitStr>,
    pub(crate) tags: Vec<LitStr>,
}

impl Handler {
    /// Reads a method that has a handler's attribute, which is taken off; `None` for other methods, and for
    /// handlers with mistakes.
    pub(crate) fn check(errors: &Errors, method: &mut Method, consumer: &Type) -> Option<Self> {
        let found: Vec<_> = method.attrs.extract_if(.., |attr| Kind::of(attr).is_some()).collect();
        let (first, more) = found.split_first()?;
        if let Some(second) = more.first() {
            errors.push(second, format!("`{}` is a handler already: keep one attribute", method.sig.ident));
        }
        let kind = Kind::of(first)?;
        let Attributed { permissions, summary, tags } = attribute(errors, kind, first);
        let reply = Reply::check(errors, &method.sig.output);
        let signature = signature(errors, kind, &method.sig, consumer)?;
        Some(Self {
            kind,
            name: method.sig.ident.clone(),
            cfgs: only(&method.attrs, &["cfg"]).into_iter().cloned().collect(),
            in_turn: signature.in_turn,
            context: signature.context,
            argument: signature.argument,
            reply,
            permissions: permissions.into_value(),
            docs: Docs::of(&method.attrs),
            summary: summary.into_value(),
            tags: tags.into_value().unwrap_or_default(),
        })
    }
}

struct Accepted {
    in_turn: bool,
    context: bool,
    argument: Type,
}

/// Why a signature is no handler's.
enum Wrong {
    /// The rest of "the handler `chat` …".
    Form(String),
    /// The argument is a frame's own type; the attribute that would fit it.
    NoMessage { ty: Box<Type>, attribute: &'static str },
}

impl<T: Into<String>> From<T> for Wrong {
    fn from(what: T) -> Self {
        Self::Form(what.into())
    }
}

fn signature(errors: &Errors, kind: Kind, sig: &Signature, consumer: &Type) -> Option<Accepted> {
    match accept(kind, sig, consumer) {
        Ok(accepted) => Some(accepted),
        Err(Wrong::NoMessage { ty, attribute }) => {
            let message = format!(
                "`#[ws_handler]` takes a `#[message]` type, not `{0}`: take one, or mark `{1}` with \
                 `#[{attribute}]` for frames as they are",
                ty.to_token_stream().to_string().replace(' ', ""),
                sig.ident,
            );
            errors.push(ty, message);
            None
        }
        Err(Wrong::Form(what)) => {
            let (name, argument) = (&sig.ident, kind.argument());
            let reply = if kind == Kind::Message || kind == Kind::Event { "Reply" } else { "Result<()>" };
            errors.push(
                name,
                format!(
                    "the handler `{name}` {what}\n\
                     write: async fn {name}(&mut self, {argument}, cx: &mut Context<Self>) -> {reply}\n   \
                     or: async fn {name}({argument}, cx: Context<Self>) -> {reply}\n\
                     `&self` will do where nothing changes; `cx` and the reply may be left out"
                ),
            );
            None
        }
    }
}

fn accept(kind: Kind, sig: &Signature, consumer: &Type) -> Result<Accepted, Wrong> {
    if let Some(what) = never(sig) {
        return Err(what.into());
    }
    let in_turn = match receiver(sig) {
        Receiver::None => false,
        Receiver::Borrowed => true,
        Receiver::Owned | Receiver::Other => {
            return Err("must borrow `self`: other frames come after this one".into());
        }
    };
    let arguments = arguments(sig);
    let (argument, cx) = match arguments.as_slice() {
        [] => return Err("takes nothing".into()),
        [argument] => (*argument, None),
        [argument, cx] => (*argument, Some(*cx)),
        _ => return Err("takes too many arguments".into()),
    };
    if context(&argument.ty, consumer).is_some() {
        if cx.is_none() {
            return Err(format!("takes no {}", kind.what()).into());
        }
        return Err("takes the context first".into());
    }
    if kind == Kind::Message
        && let Some(attribute) = raw(&argument.ty)
    {
        return Err(Wrong::NoMessage { ty: argument.ty.clone(), attribute });
    }
    if matches!(bare(&argument.ty), Type::Reference(_)) {
        return Err("must take its argument by value".into());
    }
    let types = kind.types();
    let of_kind = |ty| last(ty).is_some_and(|segment| types.iter().any(|known| segment.ident == known));
    if !types.is_empty() && !of_kind(&argument.ty) {
        return Err((format!("must take {}", kind.argument().replace(": ", ", a `")) + "`").into());
    }
    if let Some(cx) = cx {
        let right = match context(&cx.ty, consumer) {
            None => false,
            Some(Given::Owned) => !in_turn,
            Some(Given::Shared | Given::Exclusive) => in_turn,
        };
        if !right {
            let right = if in_turn { "&mut Context<Self>" } else { "Context<Self>" };
            return Err(format!("must take `{right}` as its second argument").into());
        }
    }
    Ok(Accepted { in_turn, context: cx.is_some(), argument: argument.ty.as_ref().clone() })
}

/// The handler that takes a frame as `ty`, if that is how frames are taken.
fn raw(ty: &Type) -> Option<&'static str> {
    let ty = match bare(ty) {
        Type::Reference(reference) => bare(&reference.elem),
        ty => ty,
    };
    let is_bytes = |ty: &Type| last(ty).is_some_and(|segment| segment.ident == "u8");
    if let Type::Slice(slice) = ty {
        return is_bytes(&slice.elem).then_some("binary_handler");
    }
    let segment = last(ty)?;
    match segment.ident.to_string().as_str() {
        "String" | "str" => Some("text_handler"),
        "Bytes" => Some("binary_handler"),
        "Vec" => match &segment.arguments {
            PathArguments::AngleBracketed(list) => {
                let of_bytes =
                    |item: &GenericArgument| matches!(item, GenericArgument::Type(ty) if is_bytes(ty));
                list.args.iter().any(of_bytes).then_some("binary_handler")
            }
            _ => None,
        },
        _ => None,
    }
}
