//! However much is made of the message, its field's mistake is told once.
use chanx::{__private::runtime::message::Message, prelude::*};

struct Plain {
    text: String,
}

#[message(action = "chat")]
struct Chat {
    id: u32,
    payload: Plain,
}

#[messages]
enum All {
    Chat(Chat),
}

fn message<M: Message>(_: M) {}

fn main() {
    message(Chat { id: 1, payload: Plain { text: String::new() } });
}
