use chanx::prelude::*;

#[payload]
struct Said {
    text: String,
}

#[message(action = "chat")]
struct Chat {
    payload: Sayd,
}

fn main() {}
