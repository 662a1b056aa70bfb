//! The heads of the frames that this side sends: whole, unmasked, as servers send them (RFC 6455 section 5.2).

use bytes::Bytes;
use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Control, Data, OpCode},
};

/// The longest head of an unmasked frame.
const LONGEST: usize = 10;

/// The head of one frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Head {
    /// Of a text frame with a payload of `len` bytes.
    pub(crate) fn text(len: usize) -> Self {
        Self::new(OpCode::Data(Data::Text), len)
    }

    /// Of a binary frame.
    pub(crate) fn binary(len: usize) -> Self {
        Self::new(OpCode::Data(Data::Binary), len)
    }

    fn new(opcode: OpCode, payload: usize) -> Self {
        let header = FrameHeader { opcode, ..FrameHeader::default() };
        let mut bytes = [0; LONGEST];
        let len = header.len(payload as u64);
        let written = header.format(payload as u64, &mut &mut bytes[..]);
        debug_assert!(written.is_ok(), "an unmasked head has at most ten bytes");
        Self { bytes, len }
    }
}

impl AsRef<[u8]> for Head {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Appends a whole text frame.
pub(crate) fn append_text(frames: &mut Vec<u8>, parts: &[&[u8]]) {
    let len = parts.iter().map(|part| part.len()).sum();
    frames.reserve(LONGEST + len);
    frames.extend_from_slice(Head::text(len).as_ref());
    for part in parts {
        frames.extend_from_slice(part);
    }
}

/// A whole text frame.
pub(crate) fn text(payload: &str) -> Bytes {
    let mut frame = Vec::new();
    append_text(&mut frame, &[payload.as_bytes()]);
    frame.into()
}

/// A whole control frame. Its payload has at most 125 bytes (RFC 6455 section 5.5).
pub(crate) fn control(kind: Control, payload: &[u8]) -> Bytes {
    let head = Head::new(OpCode::Control(kind), payload.len());
    [head.as_ref(), payload].concat().into()
}

#[cfg(test)]
mod tests {
    use super::{Control, Head, control, text};

    #[test]
    fn heads_have_the_three_forms_of_length() {
        assert_eq!(Head::text(125).as_ref(), [0x81, 125]);
        assert_eq!(Head::text(126).as_ref(), [0x81, 126, 0, 126]);
        assert_eq!(Head::binary(65_536).as_ref(), [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
        assert_eq!(&text("hi")[..], b"\x81\x02hi");
        assert_eq!(&control(Control::Pong, b"hi")[..], b"\x8a\x02hi");
    }
}
