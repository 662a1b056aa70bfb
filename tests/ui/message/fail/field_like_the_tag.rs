use chanx::prelude::*;

#[message(action = "chat")]
struct Chat {
    action: String,
}

#[message(action = "join", tag = "kind")]
struct Join {
    #[serde(rename = "kind")]
    sort: String,
}

fn main() {}
