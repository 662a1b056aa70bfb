use chanx::prelude::*;

struct Plain {
    text: String,
}

#[event(handler = "notify")]
struct Notify(Vec<Plain>);

fn main() {}
