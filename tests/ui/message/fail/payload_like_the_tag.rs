use chanx::prelude::*;

#[message(action = "chat", tag = "payload")]
struct Chat(String);

#[message(action = "leave", tag = "payload")]
struct Leave;

fn main() {}
