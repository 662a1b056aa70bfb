use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(length(min = 1), email)]
    text: String,
}

fn main() {}
