use chanx::prelude::*;

#[payload]
union Bits {
    signed: i8,
    unsigned: u8,
}

fn main() {}
