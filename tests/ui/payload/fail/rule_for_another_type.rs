use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(length(min = 1))]
    stars: u8,
}

fn main() {}
