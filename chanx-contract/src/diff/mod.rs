//! The comparison of two contracts: each change, and whom it breaks.
//!
//! `route` pairs the routes and goes through what belongs to one: `params`, `access`, `settings`, `incoming`, `outgoing`,
//! `docs`; `order` minds which of them is tried first. The comparison of schemas, `schema`, is chanx's own: the crate
//! json-schema-diff reads parts of draft 7 and passes over all other keywords, where a lock must call breaking what it cannot judge.

mod access;
mod change;
mod docs;
mod incoming;
mod order;
mod outgoing;
mod params;
mod permissions;
mod renamed;
mod replies;
mod route;
mod settings;

pub use self::change::{Change, Class, ContractDiff};
use crate::model::Contract;

/// The last version of the format that knew no documentation: what it has is on the wire.
const WORDLESS: u32 = 2;

/// Tells what changed from one contract to another, and which of it breaks clients that know the old one.
///
/// Messages that clients send may widen, those that they receive may narrow; everything else breaks, and so does what
/// cannot be judged. Names of Rust types and handlers are not on the wire. Keys that a side does not know are ignored
/// unless the object is closed. Events are sent by whoever raises them. A change of documentation is told as compatible, since
/// documents are written from the file.
///
/// It speaks of what the contract holds: what a handler does with a message is not in it. Of a contract whose file an older
/// chanx has written it speaks of what both hold.
///
/// ```
/// use chanx_contract::{Class, Contract, ContractError, contract_diff};
///
/// /// Tells the changes that break clients of a released version.
/// fn breaks(released: &str, today: &str) -> Result<Vec<String>, ContractError> {
///     let diff = contract_diff(&Contract::from_json(released)?, &Contract::from_json(today)?);
///     let breaking = diff.changes().iter().filter(|change| change.class == Class::Breaking);
///     Ok(breaking.map(ToString::to_string).collect())
/// }
///
/// let empty = Contract::from_routes(&[]).to_json();
/// assert!(breaks(&empty, &empty)?.is_empty());
/// # Ok::<(), ContractError>(())
/// ```
pub fn contract_diff(old: &Contract, new: &Contract) -> ContractDiff {
    let version = old.version.min(new.version);
    let (old, new) = (&old.as_of(version), &new.as_of(version));
    let mut diff = ContractDiff::default();
    if old == new {
        return diff;
    }
    let (was, is) = (&old.as_of(WORDLESS), &new.as_of(WORDLESS));
    if was != is {
        route::routes(&mut diff, &was.routes, &is.routes);
        if diff.is_empty() {
            diff.compatible("the application", "only what is not on the wire changed");
        }
    }
    for (was, is) in route::Pairs::of(&old.routes, &new.routes).kept {
        docs::docs(&mut diff, was, is);
    }
    diff.sorted()
}
