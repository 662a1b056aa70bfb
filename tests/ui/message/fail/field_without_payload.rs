use chanx::prelude::*;

struct Plain {
    text: String,
}

#[message(action = "chat")]
struct Chat {
    payload: Plain,
}

fn main() {}
