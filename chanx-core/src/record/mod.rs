//! Recordings: what connections opened, said and closed, as JSON lines.
//!
//! [`App::record`](crate::server::App::record) gives a [`Recorder`] to a server; chanx-testing records its clients in
//! the same form, and plays either back against an application. What is secret is left out by a [`Redaction`] before
//! anything is written.
//!
//! # Form
//! One object a [`Line`]. `connection` tells connections apart; `at` is in seconds since the recording began.
//!
//! ```json
//! {"connection":"1","at":0.0,"opened":{"path":"/ws/rooms/lobby/","consumer":"RoomConsumer"}}
//! {"connection":"1","at":0.0012,"from":"client","text":{"action":"chat","payload":{"text":"hi"}}}
//! {"connection":"1","at":0.0013,"from":"client","raw":"no JSON object"}
//! {"connection":"1","at":0.0014,"from":"client","binary":"AAEC"}
//! {"connection":"1","at":0.0015,"from":"server","withheld":{"kind":"binary","bytes":17}}
//! {"connection":"1","at":3.2,"closed":{"code":1000,"by":"client"}}
//! ```
//!
//! - `opened` also has the `subprotocol` that was agreed on, where there is one, and the name of the messages' `tag`
//!   where it is not `action`.
//! - `text` is a text frame that is a JSON object whose keys are each there once and whose numbers a value can hold,
//!   `raw` any other, `binary` a binary frame in base64 (RFC 4648 section 4). Control frames are left out.
//! - `withheld` is a frame that may hold secrets nobody can find: its length is all that is kept of it.
//! - Keys may be added.
//! - Of a process that was killed, or a disk that was full, the last line may be cut off; it has no end of line then.

mod json;
mod line;
mod recorder;
mod redaction;
mod scribe;
mod writer;

pub use self::{
    line::{Happening, Kind, Line, Opened, Said},
    recorder::Recorder,
    redaction::Redaction,
};
pub use crate::observe::{Closed, Side};
pub use chanx_schema::REDACTED;
