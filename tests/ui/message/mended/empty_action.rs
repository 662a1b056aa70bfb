use chanx::prelude::*;

#[message(action = "chat")]
struct Chat {
    text: String,
}

fn main() {}
