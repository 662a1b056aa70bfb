use chanx::prelude::*;

#[message(action = "bits")]
union Bits {
    signed: i8,
    unsigned: u8,
}

fn main() {}
