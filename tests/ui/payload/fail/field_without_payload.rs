use chanx::prelude::*;

struct Plain {
    text: String,
}

#[payload]
struct Said {
    plain: Plain,
}

fn main() {}
