use chanx::prelude::*;

#[message(action = "chat")]
struct Chat {
    what: String,
}

#[message(action = "join", tag = "kind")]
struct Join {
    sort: String,
}

fn main() {}
