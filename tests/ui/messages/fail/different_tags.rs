use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[message(action = "close", tag = "kind")]
struct Close;

#[messages]
enum Door {
    Open(Open),
    Close(Close),
}

fn main() {}
