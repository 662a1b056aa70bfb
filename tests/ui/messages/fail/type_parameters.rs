use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[messages]
enum Door<T> {
    Open(Open),
    Other(T),
}

fn main() {}
