use chanx::prelude::*;

#[event(handler = "")]
struct Notify {
    text: String,
}

fn main() {}
