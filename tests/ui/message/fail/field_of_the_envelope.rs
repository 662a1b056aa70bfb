use chanx::prelude::*;

#[message(action = "chat")]
struct Chat {
    r#ref: String,
    #[serde(rename = "topic")]
    about: String,
    payload: String,
}

#[message(action = "stay", tag = "version")]
struct Stay;

fn main() {}
