use chanx::prelude::*;

#[payload]
#[sensitive]
struct Password(String);

fn main() {
    let _ = Password(String::new()).0;
}
