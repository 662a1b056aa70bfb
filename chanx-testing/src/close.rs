//! How a connection ended.

use std::fmt;

/// How the server ended a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The close frame's code; 1005 for one without a code, 1006 where no close frame came, 1002 where the
    /// server itself broke the protocol (RFC 6455 section 7.4.1).
    pub code: u16,
    /// The close frame's reason.
    pub reason: String,
}

impl Closed {
    pub(crate) fn gone() -> Self {
        Self { code: 1006, reason: String::new() }
    }

    pub(crate) fn broken(fault: &str) -> Self {
        Self { code: 1002, reason: format!("the server broke the protocol: {fault}") }
    }

    /// Reads a close frame's payload.
    pub(crate) fn read(payload: &[u8]) -> Result<Self, String> {
        match payload {
            [] => Ok(Self { code: 1005, reason: String::new() }),
            [_] => Err("a close frame of one byte".to_owned()),
            [high, low, reason @ ..] => {
                let reason = str::from_utf8(reason).map_err(|error| format!("a close reason: {error}"))?;
                Ok(Self { code: u16::from_be_bytes([*high, *low]), reason: reason.to_owned() })
            }
        }
    }
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "closed with {}", self.code)?;
        if self.reason.is_empty() { Ok(()) } else { write!(f, " ({})", self.reason) }
    }
}
