use chanx::prelude::*;

#[payload]
struct Credentials {
    #[sensitive(always)]
    password: String,
}

fn main() {
    let _ = Credentials { password: String::new() }.password;
}
