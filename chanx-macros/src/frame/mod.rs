//! The hidden type that stands for a user's type before serde and schemars: they derive for it.
//!
//! It is a "remote" of the user's type, so that the attributes on the user's fields see the fields' own types. Its
//! `where` clause assumes that each field can be carried, so that the derived code has no errors; whether they can
//! is asked once, at the field's type. The user's type has its traits all the same, through a door that is shut
//! when a field cannot: one mistake, one error.

mod door;
mod fields;
mod kept;
mod whole;

pub(crate) use fields::{Frame, PAYLOAD};
pub(crate) use whole::whole;
