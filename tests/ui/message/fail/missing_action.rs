use chanx::prelude::*;

#[message(group)]
struct Chat {
    text: String,
}

fn main() {}
