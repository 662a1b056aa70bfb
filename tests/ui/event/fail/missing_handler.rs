use chanx::prelude::*;

#[event]
struct Notify {
    text: String,
}

fn main() {}
