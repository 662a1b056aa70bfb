//! The tools' own tests.

mod captures;
mod communicator;
mod compile;
mod conformance;
mod replay;
mod test_attribute;
mod users;
