use chanx::prelude::*;

#[message(action = "chat", group, action = "talk")]
struct Chat {
    text: String,
}

fn main() {}
