use chanx::prelude::*;

#[message(action = "chat", tag = "")]
struct Chat {
    text: String,
}

fn main() {}
