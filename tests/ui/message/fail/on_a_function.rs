use chanx::prelude::*;

#[message(action = "chat")]
fn chat() {}

fn main() {}
