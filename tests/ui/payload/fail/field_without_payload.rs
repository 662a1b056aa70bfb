//! However much is made of the payload, its field's mistake is told once.
use std::collections::HashMap;

use chanx::prelude::*;

struct Plain {
    text: String,
}

#[payload]
struct Said {
    plain: HashMap<String, Plain>,
    branches: Vec<Said>,
}

#[payload]
enum Kind {
    Plain(Plain),
    Other { said: Said },
}

#[message(action = "chat")]
struct Chat {
    payload: Said,
    kinds: Vec<Kind>,
}

fn main() {}
