use chanx::prelude::*;

#[message(action = "chat", groups)]
struct Chat {
    text: String,
}

fn main() {}
