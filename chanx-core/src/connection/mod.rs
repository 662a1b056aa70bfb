//! A connection after its upgrade: bytes, time, and how it ends. It knows no consumer; a session talks over it.
//!
//! The `driver` keeps the `socket` going beside whatever its session does, and gives it frames and events by turns; the
//! `reader` is what the socket reads from, the `clock` knows what is due. `close` has the reasons of a connection's end, and
//! the closing handshake.

mod clock;
mod close;
mod driver;
mod reader;
mod socket;

pub(crate) use self::{
    close::CloseReason,
    driver::{Connection, Next},
};
