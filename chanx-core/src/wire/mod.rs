//! The standard messages of the wire: what every consumer may send beside its own, and how it is written.

mod authenticate;
mod format;
mod outline;
mod standard;
mod writer;

pub(crate) use self::{authenticate::AUTHENTICATE, format::WireFormat, outline::standard, writer::Wire};
pub use self::{
    authenticate::{AuthenticateMessage, Credentials},
    outline::STANDARD,
    standard::{Authentication, AuthenticationMessage, Detail, ErrorMessage, ErrorPayload},
};

/// What a client without credentials is told with status 401.
pub const NO_CREDENTIALS: &str = "Authentication credentials were not provided.";
/// What a client is told with status 500; the cause is logged.
pub const SERVER_ERROR: &str = "Internal server error";

#[cfg(test)]
mod tests;
