use chanx::prelude::*;

#[payload]
struct Credentials {
    password: String,
}

#[payload]
struct LogIn {
    name: String,
    #[sensitive]
    #[serde(flatten)]
    credentials: Credentials,
}

fn main() {
    let credentials = Credentials { password: String::new() };
    let _ = (LogIn { name: String::new(), credentials }).credentials.password;
}
