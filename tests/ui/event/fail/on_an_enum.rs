use chanx::prelude::*;

#[event(handler = "notify")]
enum Notify {
    Text(String),
}

fn main() {}
