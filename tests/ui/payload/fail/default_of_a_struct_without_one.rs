use chanx::prelude::*;

#[payload]
#[serde(default)]
pub struct Options {
    pub loud: bool,
}

fn main() {}
