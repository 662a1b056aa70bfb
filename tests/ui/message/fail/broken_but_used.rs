//! A broken message is still a message to the rest of the code.
use chanx::{__private::runtime::message::Message, prelude::*};

#[message(action = "error")]
struct Broken {
    text: String,
}

#[message(action = "page")]
struct Generic<T> {
    items: Vec<T>,
}

#[messages]
enum All {
    Broken(Broken),
    Generic(Generic<u8>),
}

fn message<M: Message>(_: M) {}

fn main() {
    message(Broken { text: String::new() });
    message(Generic { items: vec![1] });
    let _ = All::from(Broken { text: String::new() });
}
