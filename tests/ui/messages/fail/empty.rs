use chanx::prelude::*;

#[messages]
enum Door {}

fn main() {}
