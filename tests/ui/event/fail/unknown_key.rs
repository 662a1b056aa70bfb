use chanx::prelude::*;

#[event(action = "notify", handler = "notify")]
struct Notify {
    text: String,
}

fn main() {}
