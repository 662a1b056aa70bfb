//! Who may connect, and what they may do.

mod expiry;
mod house;
mod messages;
mod rates;
mod refusals;
mod revocation;
mod trouble;
