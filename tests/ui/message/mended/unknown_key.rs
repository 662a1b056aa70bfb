use chanx::prelude::*;

#[message(action = "chat", group)]
struct Chat {
    text: String,
}

fn main() {}
