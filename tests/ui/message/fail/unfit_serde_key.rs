use chanx::prelude::*;

#[message(action = "chat")]
#[serde(default)]
struct Chat {
    text: String,
}

fn main() {}
