use chanx::prelude::*;

#[payload]
pub struct Profile {
    #[garde(range(min = 1))]
    pub name: String,
}

fn main() {}
