use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[message(action = "reopen")]
struct Reopen;

#[messages]
enum Door {
    Open(Open),
    Reopen(Reopen),
}

fn main() {}
