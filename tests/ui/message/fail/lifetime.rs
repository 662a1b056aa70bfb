use chanx::prelude::*;

#[message(action = "chat")]
struct Chat<'a> {
    text: &'a str,
}

fn main() {}
