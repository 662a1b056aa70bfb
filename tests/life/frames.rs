//! Frames as a client has them, by tungstenite's headers (RFC 6455 section 5.2).

use std::io::Cursor;

use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Control, Data, OpCode},
};

/// A frame of the server's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Text or bytes.
    Data(Vec<u8>),
    Ping(Vec<u8>),
    /// A close frame, with its code.
    Close(Option<u16>),
    /// The end of the stream.
    End,
}

/// Takes the next frame off the bytes that were read, if it is whole. Those of no interest are skipped.
pub(crate) fn take(bytes: &mut Vec<u8>) -> Option<Heard> {
    loop {
        let mut cursor = Cursor::new(&bytes[..]);
        let (header, len) = FrameHeader::parse(&mut cursor).expect("the server's frames are well formed")?;
        let head = usize::try_from(cursor.position()).expect("a head is short");
        let end = head + usize::try_from(len).expect("it fits into memory");
        let payload = bytes.get(head..end)?.to_vec();
        bytes.drain(..end);
        return Some(match header.opcode {
            OpCode::Data(_) => Heard::Data(payload),
            OpCode::Control(Control::Ping) => Heard::Ping(payload),
            OpCode::Control(Control::Close) => {
                Heard::Close(payload.first_chunk().map(|code| u16::from_be_bytes(*code)))
            }
            OpCode::Control(_) => continue,
        });
    }
}

/// A text message.
pub(crate) fn text(payload: &str) -> Vec<u8> {
    whole(OpCode::Data(Data::Text), payload.as_bytes())
}

/// A binary message.
pub(crate) fn binary(payload: &[u8]) -> Vec<u8> {
    whole(OpCode::Data(Data::Binary), payload)
}

/// A pong.
pub(crate) fn pong(payload: &[u8]) -> Vec<u8> {
    whole(OpCode::Control(Control::Pong), payload)
}

/// The mask is that which changes nothing.
fn whole(opcode: OpCode, payload: &[u8]) -> Vec<u8> {
    let header = FrameHeader { opcode, mask: Some([0; 4]), ..FrameHeader::default() };
    let mut frame = Vec::with_capacity(payload.len() + header.len(payload.len() as u64));
    header.format(payload.len() as u64, &mut frame).expect("there is room");
    frame.extend_from_slice(payload);
    frame
}
