use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[messages]
enum Door {
    Open(Open),
    Again(Open),
}

fn main() {}
