//! What a client's frames can have wrong with them.

/// A fault of the client's, which ends the connection (RFC 6455 section 7.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 1002: the frame breaks the protocol, in this way.
    Protocol(&'static str),
    /// 1007: a text, or the reason of a close frame, is not UTF-8.
    InvalidText,
    /// 1009: a frame or a message is longer than it may be.
    TooBig,
}

impl Fault {
    /// The close code.
    pub(crate) fn code(self) -> u16 {
        match self {
            Fault::Protocol(_) => 1002,
            Fault::InvalidText => 1007,
            Fault::TooBig => 1009,
        }
    }

    /// The reason that the close frame gives.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Fault::Protocol(reason) => reason,
            Fault::InvalidText => "invalid UTF-8",
            Fault::TooBig => "message too big",
        }
    }
}
