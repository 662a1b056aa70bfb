use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[messages(tag = "kind")]
enum Door {
    Open(Open),
}

fn main() {}
