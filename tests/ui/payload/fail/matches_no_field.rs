use chanx::prelude::*;

#[payload]
struct Said {
    #[garde(matches(passwort))]
    again: String,
    password: String,
}

fn main() {}
