use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(lenght(min = 1), email)]
    text: String,
}

fn main() {}
