use chanx::prelude::*;

#[payload]
struct Said {
    #[validate(length(min = 1))]
    text: String,
}

fn main() {}
