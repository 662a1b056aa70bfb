use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(dive)]
    text: String,
}

fn main() {}
