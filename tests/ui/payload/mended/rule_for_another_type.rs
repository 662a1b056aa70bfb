use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(range(min = 1))]
    stars: u8,
}

fn main() {}
