//! The contract of a chanx application: all that the application and its clients may say to each other, as a value.
//!
//! A [`Contract`] is described from the rows of an application's routes, `App::outline`. It is written as a file and read
//! again, files of older versions of the format too; [`contract_diff`] compares two of them, and tells which changes break
//! clients that are out there. Its parts are public, in [`model`]: documents and clients can be written from it. The command `contract-diff` does so with two files:
//!
//! ```sh
//! cargo install --path chanx-contract
//! contract-diff released.json contracts/door.json
//! ```
//!
//! With the feature `asyncapi`, `asyncapi` writes a contract as an AsyncAPI 3.0 document, and so does the command
//! `contract-asyncapi`:
//!
//! ```sh
//! cargo install --path chanx-contract --features asyncapi
//! contract-asyncapi contracts/door.json --title Door --version 1.4.0 -o asyncapi.json
//! ```
//!
//! | feature | what it adds |
//! |---|---|
//! | `asyncapi` | `asyncapi`: documents of contracts, in JSON and YAML; the command `contract-asyncapi` |
//!
//! The crate brings no server: it knows the half of chanx in which messages are said. The assertion that an application
//! keeps its contract, `assert_contract!`, is chanx-testing's, which re-exports all that is here.
//!
//! # Rooms
//! [`model`] has the contract and its parts, with `reply` for what handlers reply and how requests end. `outline` makes it of the rows, and
//! `clean` keeps of their schemas what belongs there, or only what is on the wire; `file` reads and writes it, and `older` forgets what an
//! older version of the format did not know. `diff` compares; `asyncapi` writes documents.

#[cfg(feature = "asyncapi")]
pub mod asyncapi;
mod clean;
mod diff;
mod file;
pub mod model;
mod older;
mod outline;
mod reply;

pub use self::{
    diff::{Change, Class, ContractDiff, contract_diff},
    file::ContractError,
    model::Contract,
};
