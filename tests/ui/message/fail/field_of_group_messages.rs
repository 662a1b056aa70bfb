use chanx::prelude::*;

#[message(action = "chat", group)]
struct Chat {
    is_mine: bool,
    is_current: bool,
}

fn main() {}
