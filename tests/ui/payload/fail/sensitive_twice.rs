use chanx::prelude::*;

#[payload]
struct Credentials {
    #[sensitive]
    #[sensitive]
    password: String,
}

fn main() {
    let _ = Credentials { password: String::new() }.password;
}
