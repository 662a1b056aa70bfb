//! The contract lock: what an application says to its clients stands in a file of the repository, and a test fails
//! when it changes.
//!
//! [`Contract`] (`model`, made in `outline` of what the tables know) is written and read in `file`, `older` files too;
//! `diff` tells what changed between two and which of it breaks clients that are out there; `lock` is the assertion over
//! all that.

mod clean;
mod diff;
mod file;
mod lock;
mod model;
mod older;
mod outline;
mod reply;

pub use self::{
    diff::{Change, Class, ContractDiff, contract_diff},
    file::ContractError,
    lock::{HasContract, assert_contract},
    model::Contract,
};
