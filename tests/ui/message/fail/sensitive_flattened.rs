use chanx::prelude::*;

#[payload]
struct Credentials {
    password: String,
}

#[message(action = "log_in")]
struct LogInMessage {
    name: String,
    #[sensitive]
    #[serde(flatten)]
    credentials: Credentials,
}

fn main() {
    let credentials = Credentials { password: String::new() };
    let _ = (LogInMessage { name: String::new(), credentials }).credentials.password;
}
