use chanx::prelude::*;

#[payload]
struct Said {
    text: String,
}

#[message(action = "chat")]
struct Chat {
    payload: Sayd,
}

#[payload]
struct Outer {
    said: Option<Sayd>,
}

fn main() {}
