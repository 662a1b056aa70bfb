use chanx::prelude::*;

#[payload(rename = "Said")]
struct Said {
    text: String,
}

fn main() {}
