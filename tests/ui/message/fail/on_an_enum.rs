use chanx::prelude::*;

#[message(action = "chat")]
enum Chat {
    Text(String),
}

fn main() {}
