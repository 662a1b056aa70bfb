use chanx::prelude::*;

#[message(action = "")]
struct Chat {
    text: String,
}

fn main() {}
