//! The event as accepted, and what an event may not be.

use syn::{Item, ItemStruct};

use super::parse::Written;
use crate::{
    common::{errors::Errors, item::ends_with},
    message::structure,
};

/// An event without mistakes.
pub(super) struct Event {
    pub(super) item: ItemStruct,
    /// The name by which consumers handle it.
    pub(super) handler: String,
}

pub(super) fn check(errors: &Errors, written: &Written, item: &Item) -> Option<Event> {
    let handler = handler(errors, written);
    let item = structure(errors, "event", item);
    Some(Event { item: item?, handler: handler? })
}

/// Whether the event has a message's serde form: `#[message]` stands above or below.
pub(super) fn is_message(written: &Written, item: &Item) -> bool {
    written.message
        || match item {
            Item::Struct(item) => item.attrs.iter().any(|attr| ends_with(attr, "message")),
            _ => false,
        }
}

fn handler(errors: &Errors, written: &Written) -> Option<String> {
    match written.handler.get() {
        Some(handler) if handler.value().is_empty() => {
            errors.push(handler, "the handler's name is empty: give it one, such as `\"notify\"`");
            None
        }
        Some(handler) => Some(handler.value()),
        None => {
            if !written.handler.is_given() {
                errors.push_at(
                    proc_macro2::Span::call_site(),
                    "an event needs the name by which consumers handle it: write `#[event(handler = \"…\")]`",
                );
            }
            None
        }
    }
}
