//! What changed between two contracts, told by whom it breaks.
//!
//! `route` pairs the routes and goes through what belongs to one: `access`, `settings`, `incoming`, `outgoing`;
//! `order` minds which of them is tried first.

mod access;
mod change;
mod incoming;
mod order;
mod outgoing;
mod permissions;
mod replies;
mod route;
mod schema;
mod settings;

pub use self::change::{Change, Class, ContractDiff};
use super::model::Contract;

/// Tells what changed from one contract to another, and which of it breaks clients that know the old one.
///
/// What clients send may widen, what they receive may narrow; everything else breaks, and so does what cannot be
/// judged. Names of Rust types and handlers are not on the wire. Keys that a side does not know are ignored unless the
/// object is closed.
///
/// It speaks of what the contract holds: what a handler does with a message, an event's fields and the Rust type of a
/// parameter are not in it.
pub fn contract_diff(old: &Contract, new: &Contract) -> ContractDiff {
    let mut diff = ContractDiff::default();
    if old == new {
        return diff;
    }
    route::routes(&mut diff, &old.routes, &new.routes);
    if diff.is_empty() {
        diff.compatible("the application", "only what is not on the wire changed");
    }
    diff.sorted()
}
