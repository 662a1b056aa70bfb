use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(length)]
    text: String,
    #[garde(length(chars))]
    title: String,
    #[garde(range(min = 1, equal = 2))]
    stars: u8,
    #[garde(length(least = 1))]
    topics: Vec<String>,
    #[garde(email(strict))]
    email: String,
    #[garde(range(min = 1, min = 2))]
    page: u8,
}

fn main() {}
