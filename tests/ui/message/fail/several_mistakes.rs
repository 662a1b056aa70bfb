use chanx::prelude::*;

#[message(action = chat, group = true, tags = "room", 7)]
struct Chat {
    #[garde(min(1))]
    text: String,
}

fn main() {}
