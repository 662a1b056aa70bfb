use chanx::prelude::*;

#[message(action = "unlock")]
struct Unlock(#[sensitive = true] String);

fn main() {
    let _ = Unlock(String::new()).0;
}
