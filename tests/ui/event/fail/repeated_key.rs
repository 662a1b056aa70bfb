use chanx::prelude::*;

#[event(handler = "notify", handler = "tell")]
struct Notify {
    text: String,
}

fn main() {}
