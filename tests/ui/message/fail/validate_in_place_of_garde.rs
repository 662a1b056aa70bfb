use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage {
    #[validate(length(min = 1))]
    text: String,
}

fn main() {}
