use chanx::prelude::*;

#[messages]
struct Door {
    open: bool,
}

fn main() {}
