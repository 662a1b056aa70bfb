//! What holds a secret says so.

use chanx::prelude::*;

#[payload]
pub struct Password(#[sensitive] pub String);

#[payload]
pub struct Sealed<T> {
    #[sensitive]
    pub inside: T,
}

#[payload]
#[serde(tag = "kind")]
pub enum Access {
    Token {
        #[sensitive]
        #[garde(length(min = 1))]
        token: String,
    },
    Password(Credentials),
}

#[payload]
pub struct Credentials {
    pub name: String,
    pub password: Password,
}

#[message(action = "log_in")]
pub struct LogIn {
    pub access: Access,
    #[sensitive]
    pub pin: Option<u32>,
}

#[message(action = "unlock")]
pub struct Unlock(#[sensitive] pub String);

#[messages]
pub enum Doors {
    LogIn(LogIn),
    Unlock(Unlock),
}

pub(crate) fn main() {}
