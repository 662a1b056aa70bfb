//! The message as accepted, and what a message may not be.

use syn::{Fields, Item, ItemStruct, ext::IdentExt, spanned::Spanned};

use super::parse::Written;
use crate::{
    common::{
        docs::Docs,
        errors::Errors,
        names::{Container, every_name, of_field, serde_keys},
        paths::Paths,
    },
    payload::{Rules, rules},
};

/// A message without mistakes.
pub(super) struct Message {
    pub(super) item: ItemStruct,
    pub(super) paths: Paths,
    /// The rules of its fields.
    pub(super) rules: Vec<Rules>,
    pub(super) action: String,
    pub(super) tag: String,
    pub(super) group: bool,
    pub(super) summary: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) docs: Docs,
}

/// The actions of chanx's own messages.
const RESERVED: &[&str] =
    &["complete", "group_complete", "event_complete", "error", "authentication", "authenticate"];

/// The keys that stand beside a message, and say which request it belongs to.
const ENVELOPE: &[&str] = &["version", "topic", "ref", "seq"];

/// serde's keys that would change what the frame is.
const UNFIT: &[&str] =
    &["default", "transparent", "tag", "content", "untagged", "from", "try_from", "into", "remote", "crate"];

pub(super) fn check(errors: &Errors, paths: &Paths, written: Written, item: &Item) -> Option<Message> {
    let item = structure(errors, "message", item);
    let action = action(errors, &written);
    let tag = tag(errors, &written)?;
    let item = item?;
    let group = written.group.get().is_some();
    fields(errors, &item, &tag, group);
    let rules = rules(errors, &item.fields);
    let text = |literal: syn::LitStr| literal.value();
    Some(Message {
        docs: Docs::of(&item.attrs),
        paths: paths.clone(),
        rules,
        action: action?,
        tag,
        group,
        summary: written.summary.into_value().map(text),
        tags: written.tags.into_value().into_iter().flatten().map(text).collect(),
        item,
    })
}

/// A struct without type parameters, in one of the three forms that a message (or an event) has.
pub(crate) fn structure(errors: &Errors, what: &str, item: &Item) -> Option<ItemStruct> {
    let item = match item {
        Item::Struct(item) => item,
        Item::Enum(item) if what == "message" => {
            let text = "`#[message]` takes a struct; for an enum of messages write `#[messages]`";
            errors.push(&item.ident, text);
            return None;
        }
        Item::Enum(item) => {
            errors.push(
                &item.ident,
                format!("`#[{what}]` takes a struct; put the enum inside it, as its `payload`"),
            );
            return None;
        }
        Item::Union(item) => {
            errors.push(&item.ident, format!("`#[{what}]` takes a struct, not a union"));
            return None;
        }
        other => {
            errors.push(other, format!("`#[{what}]` takes a struct"));
            return None;
        }
    };
    let generics = &item.generics;
    if !generics.params.is_empty() {
        errors.push(
            &generics.params,
            format!("a type with parameters cannot be `#[{what}]`: name the types, or put them into a `#[payload]`"),
        );
        return None;
    }
    if let Some(clause) = &generics.where_clause {
        errors.push(clause, format!("`#[{what}]` takes no `where` clause"));
        return None;
    }
    if let Fields::Unnamed(fields) = &item.fields
        && fields.unnamed.len() != 1
    {
        errors.push(
            fields,
            "a tuple struct of one field is wanted (its `payload`); name the fields: `{ first: …, second: … }`",
        );
        return None;
    }
    for key in serde_keys(&item.attrs) {
        if UNFIT.contains(&key.name().as_str()) {
            let text = format!(
                "`#[serde({})]` does not go with `#[{what}]`; put it on a field, or on the payload",
                key.name()
            );
            errors.push(&key, text);
        }
    }
    Some(item.clone())
}

fn action(errors: &Errors, written: &Written) -> Option<String> {
    let Some(literal) = written.action.get() else {
        if !written.action.is_given() {
            errors.push_at(
                proc_macro2::Span::call_site(),
                "a message needs an action, the value of its tag: write `#[message(action = \"…\")]`",
            );
        }
        return None;
    };
    let action = literal.value();
    if action.is_empty() {
        errors.push(literal, "the action is empty: give it a name, such as `\"chat\"`");
        return None;
    }
    if RESERVED.contains(&action.as_str()) {
        errors.push(
            literal,
            format!("the action `{action}` is reserved for a standard message: choose another"),
        );
        return None;
    }
    Some(action)
}

fn tag(errors: &Errors, written: &Written) -> Option<String> {
    match written.tag.get() {
        Some(literal) if literal.value().is_empty() => {
            errors.push(literal, "the tag is empty: leave it out for `action`");
            None
        }
        Some(literal) if ENVELOPE.contains(&&*literal.value()) => {
            let tag = literal.value();
            errors.push(
                literal,
                format!("`{tag}` stands beside every message, in its envelope: choose another tag"),
            );
            None
        }
        Some(literal) => Some(literal.value()),
        None => Some("action".to_owned()),
    }
}

fn fields(errors: &Errors, item: &ItemStruct, tag: &str, group: bool) {
    let Fields::Named(_) = &item.fields else {
        if tag == "payload" {
            let span = item.fields.span();
            let span = if item.fields.is_empty() { item.ident.span() } else { span };
            errors.push_at(
                span,
                "the payload of this message is named like its tag, `payload`: name the fields",
            );
        }
        return;
    };
    let container = Container::of(&item.attrs);
    for field in &item.fields {
        let Some(name) = &field.ident else { continue };
        let wire = of_field(field, container.rename_all.as_deref());
        let called = |what: &str| wire.as_deref() == Some(what);
        if called(tag) {
            errors.push(
                name,
                format!("this field is named like the message's tag, `{tag}`: rename it, or the tag"),
            );
        }
        let names = every_name(field, wire.as_deref());
        if let Some(key) = ENVELOPE.iter().find(|key| names.iter().any(|name| name == *key)) {
            errors.push(
                name,
                format!("`{key}` stands beside every message, in its envelope: rename this field, or put it into the payload"),
            );
        }
        if group && (called("is_mine") || called("is_current")) {
            let name_text = name.unraw();
            errors.push(name, format!("`{name_text}` is added to every group message: rename this field"));
        }
    }
}
