use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(length(min = 1))]
    text: String,
}

fn main() {}
