//! The union as accepted, and what a union may not be.

use quote::ToTokens;
use syn::{Fields, Ident, Item, ItemEnum, Type};

use crate::common::{errors::Errors, paths::Paths};

/// A union without mistakes.
pub(super) struct Union {
    pub(super) ident: Ident,
    pub(super) paths: Paths,
    pub(super) members: Vec<Member>,
}

/// One variant with the message inside.
pub(super) struct Member {
    pub(super) variant: Ident,
    pub(super) message: Type,
}

pub(super) fn check(errors: &Errors, paths: &Paths, item: &Item) -> Option<Union> {
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
