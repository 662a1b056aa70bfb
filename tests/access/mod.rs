//! Who may connect, and what they may do.

mod expiry;
mod extractors;
mod house;
mod messages;
mod rates;
mod refusals;
mod revocation;
mod sessions;
mod tokens;
mod trouble;
