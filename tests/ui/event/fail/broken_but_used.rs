//! A broken event is still an event to the rest of the code.
use chanx::{__private::runtime::event::Event, prelude::*};

#[event]
#[serde(deny_unknown_fields)]
struct Notify {
    #[serde(default)]
    text: String,
}

fn event<E: Event>(_: E) {}

fn main() {
    event(Notify { text: String::new() });
}
