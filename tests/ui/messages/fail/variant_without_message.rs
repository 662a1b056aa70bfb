use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[messages]
enum Door {
    Open(Open),
    Close,
    Lock { key: String },
    Move(u8, u8),
}

fn main() {}
