use chanx::prelude::*;

#[event(handler = "notify")]
struct Notify<T> {
    payload: T,
}

fn main() {}
