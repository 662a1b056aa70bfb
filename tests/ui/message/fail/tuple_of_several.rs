use chanx::prelude::*;

#[message(action = "move")]
struct Move(u8, u8);

fn main() {}
