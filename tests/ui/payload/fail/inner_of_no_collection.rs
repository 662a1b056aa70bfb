use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(inner(ascii))]
    text: String,
}

fn main() {}
