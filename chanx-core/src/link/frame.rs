//! The heads of the frames that this side sends: whole, unmasked, as servers send them (RFC 6455 section 5.2).

use bytes::Bytes;
use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Data, OpCode},
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
        Self::new(Data::Text, len)
    }

    /// Of a binary frame.
    pub(crate) fn binary(len: usize) -> Self {
        Self::new(Data::Binary, len)
    }

    fn new(kind: Data, payload: usize) -> Self {
        let header = FrameHeader { opcode: OpCode::Data(kind), ..FrameHeader::default() };
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

#[cfg(test)]
mod tests {
    use super::{Head, text};

    #[test]
    fn heads_have_the_three_forms_of_length() {
        assert_eq!(Head::text(125).as_ref(), [0x81, 125]);
        assert_eq!(Head::text(126).as_ref(), [0x81, 126, 0, 126]);
        assert_eq!(Head::binary(65_536).as_ref(), [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
        assert_eq!(&text("hi")[..], b"\x81\x02hi");
    }
}
