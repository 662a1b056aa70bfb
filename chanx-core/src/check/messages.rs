//! What the messages and events of one consumer, or of one union, may not have in common.

use super::text::{Text, same};
use crate::table::{EventInfo, MessageInfo};

/// Messages that one handler or variant stands for.
type Messages = &'static [&'static MessageInfo];

/// Makes sure that no handler before `handler`, among `all`, takes one of its actions.
///
/// # Panics
/// At compile time, when one does.
#[track_caller]
pub const fn unique_actions(handler: &str, takes: Messages, all: &[(&str, Messages)]) {
    if let Some((action, other)) = shared(handler, takes, all) {
        Text::new()
            .and("the action ")
            .code(action)
            .and(" has two handlers: ")
            .code(other)
            .and(" and ")
            .code(handler)
            .fail()
    }
}

/// Makes sure that no variant before `variant`, among `all` of a `#[messages]` union, has one of its actions, and that it has
/// their tag.
///
/// # Panics
/// At compile time, when one does, or has another tag.
#[track_caller]
pub const fn unique_variants(variant: &str, takes: Messages, all: &[(&str, Messages)]) {
    if let Some((action, other)) = shared(variant, takes, all) {
        Text::new()
            .and("the action ")
            .code(action)
            .and(" stands for two variants: ")
            .code(other)
            .and(" and ")
            .code(variant)
            .fail()
    }
    let mut i = 0;
    while i < all.len() && !same(all[i].0, variant) {
        same_tag(takes, &[all[i].1]);
        i += 1;
    }
}

/// The first action of `takes` that stands before `own` in `all`, and whose it is there.
const fn shared<'a>(
    own: &str,
    takes: Messages,
    all: &[(&'a str, Messages)],
) -> Option<(&'static str, &'a str)> {
    let mut i = 0;
    while i < takes.len() {
        let mut j = 0;
        while j < all.len() && !same(all[j].0, own) {
            let (name, others) = all[j];
            let mut k = 0;
            while k < others.len() {
                if same(takes[i].action, others[k].action) {
                    return Some((takes[i].action, name));
                }
                k += 1;
            }
            j += 1;
        }
        i += 1;
    }
    None
}

/// Makes sure that no handler before `handler`, among `all`, takes the same event.
///
/// # Panics
/// At compile time, when one does.
#[track_caller]
pub const fn unique_event(
    handler: &str,
    event: Option<&'static EventInfo>,
    all: &[(&str, Option<&'static EventInfo>)],
) {
    let Some(event) = event else { return };
    let mut i = 0;
    while i < all.len() && !same(all[i].0, handler) {
        if let (name, Some(other)) = all[i]
            && same(other.handler, event.handler)
        {
            Text::new()
                .and("the event ")
                .code(event.handler)
                .and(" has two handlers: ")
                .code(name)
                .and(" and ")
                .code(handler)
                .fail()
        }
        i += 1;
    }
}

/// Makes sure that `messages` have the tag of the first of `all`.
///
/// # Panics
/// At compile time, when one has another.
#[track_caller]
pub const fn same_tag(messages: Messages, all: &[Messages]) {
    let Some(first) = first(all) else { return };
    let mut i = 0;
    while i < messages.len() {
        let message = messages[i];
        if !same(first.tag, message.tag) {
            Text::new()
                .code(first.name)
                .and(" has the tag ")
                .code(first.tag)
                .and(", and ")
                .code(message.name)
                .and(" has the tag ")
                .code(message.tag)
                .and(": give both the same `tag = \"…\"`")
                .fail()
        }
        i += 1;
    }
}

const fn first(all: &[Messages]) -> Option<&'static MessageInfo> {
    let mut i = 0;
    while i < all.len() {
        if let [first, ..] = all[i] {
            return Some(first);
        }
        i += 1;
    }
    None
}

/// The tag of the first message, or `action` where there are none.
pub const fn common_tag(all: &[Messages]) -> &'static str {
    match first(all) {
        Some(first) => first.tag,
        None => "action",
    }
}
