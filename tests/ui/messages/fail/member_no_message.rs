use chanx::prelude::*;

struct Plain;

#[messages]
enum Door {
    Plain(Plain),
}

fn main() {}
