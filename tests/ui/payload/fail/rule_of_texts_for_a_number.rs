use chanx::prelude::*;

#[payload]
pub struct Profile {
    #[garde(email)]
    pub address: u8,
}

fn main() {}
