use chanx::prelude::*;

#[message(action = "chat")]
struct Chat {
    r#ref: String,
    #[serde(rename = "topic")]
    about: String,
    #[serde(alias = "seq")]
    number: u32,
    #[serde(rename(serialize = "version"))]
    edition: u32,
    payload: String,
}

#[message(action = "stay", tag = "version")]
struct Stay;

fn main() {}
