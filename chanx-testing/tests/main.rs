//! The tools' own tests.

mod captures;
mod check;
mod communicator;
mod conformance;
mod contract;
mod replay;
mod test_attribute;
mod users;
