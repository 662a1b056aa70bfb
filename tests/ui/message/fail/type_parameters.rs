use chanx::prelude::*;

#[message(action = "page")]
struct Page<T> {
    items: Vec<T>,
}

fn main() {}
