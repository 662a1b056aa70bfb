use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(pattern("^(a|b$"))]
    text: String,
}

fn main() {}
