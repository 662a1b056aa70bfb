use chanx::prelude::*;

#[message]
struct Chat {
    text: String,
}

fn main() {}
