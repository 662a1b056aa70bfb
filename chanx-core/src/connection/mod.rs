//! A connection after its upgrade: bytes, time, and how it ends. It knows no consumer; a session talks over it.
//!
//! The stream is one that was `begun` as HTTP. The `driver` keeps the `socket` going beside whatever its session does, and gives it frames and events by turns. The
//! socket reads from its `source`, which `frames` take apart; `allowance` is how much a client may say, and the `clock` knows
//! what is due. It hears of the server's `stop`. `close` has the reasons of a connection's end, and the closing handshake.

mod allowance;
mod begun;
mod clock;
mod close;
mod driver;
mod frames;
mod socket;
mod source;
mod stop;

pub(crate) use self::{
    allowance::{Allowance, Rates},
    begun::Begun,
    close::CloseReason,
    driver::{Connection, Next, kept},
    socket::detached,
    stop::Stop,
};
