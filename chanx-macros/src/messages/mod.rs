//! `#[messages]`: an enum of messages, to be taken, sent and matched as a whole.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Fields, Ident, Item, ItemEnum, Type};

use crate::{
    common::{errors::Errors, item, paths::Paths},
    message::fallback,
};

mod expand;

/// A union without mistakes.
struct Union {
    ident: Ident,
    paths: Paths,
    members: Vec<Member>,
}

/// One variant with the message inside.
struct Member {
    variant: Ident,
    message: Type,
}

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let paths = Paths::of(&errors, args, "`#[messages]`");
    let item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let union = check(&errors, &paths, &item);
    let generated = match union {
        Some(union) if errors.is_empty() => expand::expand(&union, &item),
        _ => fallback::of_union(&paths, &item),
    };
    let told = errors.into_compile_error();
    quote!(#item #generated #told)
}

fn check(errors: &Errors, paths: &Paths, item: &Item) -> Option<Union> {
    let item = match item {
        Item::Enum(item) => item,
        Item::Struct(item) => {
            errors.push(
                &item.ident,
                "`#[messages]` takes an enum of messages; for one message write `#[message(…)]`",
            );
            return None;
        }
        other => {
            errors.push(other, "`#[messages]` takes an enum of messages");
            return None;
        }
    };
    if !item.generics.params.is_empty() {
        errors.push(&item.generics.params, "a union of messages has no parameters: name the messages");
    }
    if item.variants.is_empty() {
        errors.push(&item.ident, "this union has no messages: write `Chat(ChatMessage)` for each");
    }
    Some(Union { ident: item.ident.clone(), paths: paths.clone(), members: members(errors, item) })
}

fn members(errors: &Errors, item: &ItemEnum) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for variant in &item.variants {
        let ident = &variant.ident;
        let message = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        };
        let Some(message) = message else {
            errors.push(variant, format!("`{ident}` must hold one message: write `{ident}({ident}Message)`"));
            continue;
        };
        let text = message.to_token_stream().to_string();
        if let Some(other) = members.iter().find(|other| other.message.to_token_stream().to_string() == text)
        {
            errors.push(
                message,
                format!("`{}` and `{ident}` hold the same message, `{text}`: keep one", other.variant),
            );
            continue;
        }
        members.push(Member { variant: ident.clone(), message: message.clone() });
    }
    members
}
