//! Frames as observers see them: shared, and taken apart only by who looks into them.

use std::io::Cursor;

use bytes::Bytes;
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        FrameHeader,
        coding::{Control, Data, OpCode},
    },
};

/// The kinds of frames (RFC 6455 section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Opcode {
    /// A text, in UTF-8.
    Text,
    /// Bytes.
    Binary,
    /// The close frame.
    Close,
    /// A ping.
    Ping,
    /// A pong.
    Pong,
}

impl Opcode {
    fn of(opcode: OpCode) -> Option<Self> {
        match opcode {
            OpCode::Data(Data::Text) => Some(Self::Text),
            OpCode::Data(Data::Binary) => Some(Self::Binary),
            OpCode::Control(Control::Close) => Some(Self::Close),
            OpCode::Control(Control::Ping) => Some(Self::Ping),
            OpCode::Control(Control::Pong) => Some(Self::Pong),
            // The server sends no message in parts, and no frame of the future.
            OpCode::Data(Data::Continue | Data::Reserved(_)) | OpCode::Control(Control::Reserved(_)) => None,
        }
    }
}

/// A client's frame of data, or its message put together of several.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Received<'a> {
    /// Text or binary.
    pub opcode: Opcode,
    /// The bytes that it carries. They may lie in a buffer that many messages are read into, which a clone would keep: copy
    /// what you keep.
    pub payload: &'a Bytes,
    /// The action of the message, where it is taken as one.
    pub action: Option<&'static str>,
}

impl<'a> Received<'a> {
    /// Of a message that was read; `None` for what is no data.
    pub(crate) fn of(message: &'a Message, action: Option<&'static str>) -> Option<Self> {
        let (opcode, payload) = match message {
            Message::Text(text) => (Opcode::Text, text.as_ref()),
            Message::Binary(bytes) => (Opcode::Binary, bytes),
            _ => return None,
        };
        Some(Self { opcode, payload, action })
    }
}

/// Frames that leave together, whole and in order. They share the bytes that are written, and are taken apart when they
/// are looked at.
#[derive(Debug, Clone)]
pub struct Frames {
    /// Whole frames, or the head of one.
    bytes: Bytes,
    /// The payload of that head.
    apart: Bytes,
}

impl Frames {
    /// Whole frames, one behind the other.
    pub(crate) fn whole(bytes: Bytes) -> Self {
        Self { bytes, apart: Bytes::new() }
    }

    /// One frame: its head, and its payload.
    pub(crate) fn apart(head: Bytes, payload: Bytes) -> Self {
        Self { bytes: head, apart: payload }
    }

    /// Their length on the wire in bytes, heads included.
    pub fn len(&self) -> usize {
        self.bytes.len() + self.apart.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The address of their bytes, which tells frames that share them.
    #[cfg(feature = "record")]
    pub(crate) fn address(&self) -> usize {
        let bytes = if self.apart.is_empty() { &self.bytes } else { &self.apart };
        bytes.as_ptr() as usize
    }

    /// Each of them: its kind, and the bytes that it carries.
    pub fn iter(&self) -> impl Iterator<Item = (Opcode, Bytes)> + use<> {
        let Self { mut bytes, mut apart } = self.clone();
        std::iter::from_fn(move || {
            let mut cursor = Cursor::new(&bytes[..]);
            let (header, length) = FrameHeader::parse(&mut cursor).ok().flatten()?;
            let begin = usize::try_from(cursor.position()).ok()?;
            let end = begin.checked_add(usize::try_from(length).ok()?)?;
            let opcode = Opcode::of(header.opcode)?;
            if end > bytes.len() {
                bytes = Bytes::new();
                return Some((opcode, std::mem::take(&mut apart)));
            }
            let payload = bytes.slice(begin..end);
            bytes = bytes.slice(end..);
            Some((opcode, payload))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_taken_apart_as_they_were_put_together() {
        let joined = Bytes::from_static(b"\x81\x02hi\x89\x00\x82\x01\xff\x81\x00");
        let frames: Vec<_> = Frames::whole(joined).iter().collect();
        let [hi, ping, byte, empty] = &frames[..] else { panic!("four frames: {frames:?}") };
        assert_eq!(hi, &(Opcode::Text, Bytes::from_static(b"hi")));
        assert_eq!(ping, &(Opcode::Ping, Bytes::new()));
        assert_eq!(byte, &(Opcode::Binary, Bytes::from_static(b"\xff")));
        assert_eq!(empty, &(Opcode::Text, Bytes::new()));

        let payload = Bytes::from(vec![b'x'; 70_000]);
        let head = Bytes::from_static(&[0x81, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70]);
        let apart = Frames::apart(head, payload.clone());
        assert_eq!((apart.len(), apart.iter().collect::<Vec<_>>()), (70_010, vec![(Opcode::Text, payload)]));
        assert!(Frames::whole(Bytes::new()).is_empty());
    }
}
