//! Frames as they stand on the wire (RFC 6455 section 5.2), so that tests can send malformed ones.

use bytes::{Buf, BufMut, Bytes, BytesMut};

/// One frame of a client. Each part can be what the protocol forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Whether it is the last of its message.
    pub fin: bool,
    /// The three reserved bits, as a number from 0 to 7; no extension gives them a meaning.
    pub reserved: u8,
    /// 0 continues, 1 is text, 2 binary, 8 close, 9 ping, 10 pong; others are reserved.
    pub opcode: u8,
    /// Whether it is masked, as a client's frames must be.
    pub masked: bool,
    /// What it carries, unmasked.
    pub payload: Bytes,
}

pub(crate) const CONTINUATION: u8 = 0;
pub(crate) const TEXT: u8 = 1;
pub(crate) const BINARY: u8 = 2;
pub(crate) const CLOSE: u8 = 8;
pub(crate) const PING: u8 = 9;
pub(crate) const PONG: u8 = 10;

/// Any key will do: there is no proxy to protect.
const MASK: [u8; 4] = [0x5a, 0xa5, 0x3c, 0xc3];

impl Frame {
    /// A whole, well-formed frame.
    pub fn new(opcode: u8, payload: impl Into<Bytes>) -> Self {
        Self { fin: true, reserved: 0, opcode, masked: true, payload: payload.into() }
    }

    /// A text frame.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(TEXT, text.into().into_bytes())
    }

    /// A binary frame.
    pub fn binary(payload: impl Into<Bytes>) -> Self {
        Self::new(BINARY, payload)
    }

    /// A frame that continues a message.
    pub fn continuation(payload: impl Into<Bytes>) -> Self {
        Self::new(CONTINUATION, payload)
    }

    /// A close frame.
    pub fn close(code: u16, reason: &str) -> Self {
        let mut payload = code.to_be_bytes().to_vec();
        payload.extend_from_slice(reason.as_bytes());
        Self::new(CLOSE, payload)
    }

    /// The same, with more of its message to follow.
    #[must_use]
    pub fn unfinished(mut self) -> Self {
        self.fin = false;
        self
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Bytes {
        let mut bytes = BytesMut::with_capacity(self.payload.len() + 14);
        bytes.put_u8(u8::from(self.fin) << 7 | (self.reserved & 7) << 4 | self.opcode & 15);
        let mask = u8::from(self.masked) << 7;
        let length = self.payload.len();
        if let Ok(short @ 0..126) = u8::try_from(length) {
            bytes.put_u8(mask | short);
        } else if let Ok(length) = u16::try_from(length) {
            bytes.put_u8(mask | 0x7e);
            bytes.put_u16(length);
        } else {
            bytes.put_u8(mask | 0x7f);
            bytes.put_u64(length as u64);
        }
        if self.masked {
            bytes.put_slice(&MASK);
            bytes.extend(self.payload.iter().zip(MASK.iter().cycle()).map(|(byte, key)| byte ^ key));
        } else {
            bytes.put_slice(&self.payload);
        }
        bytes.freeze()
    }

    /// Takes a server's frame out of what was read; `None` until it is there as a whole.
    ///
    /// # Errors
    /// What a server must not send.
    pub(crate) fn take(bytes: &mut BytesMut) -> Result<Option<Self>, String> {
        let [first, second, ..] = bytes[..] else { return Ok(None) };
        let (head, length) = match second & 0x7f {
            126 => match bytes.get(2..4) {
                Some(mut rest) => (4, u64::from(rest.get_u16())),
                None => return Ok(None),
            },
            127 => match bytes.get(2..10) {
                Some(mut rest) => (10, rest.get_u64()),
                None => return Ok(None),
            },
            short => (2, u64::from(short)),
        };
        if second & 0x80 != 0 {
            return Err("a server's frame is masked".to_owned());
        }
        if first & 0x70 != 0 {
            return Err(format!("reserved bits are set: {first:#010b}"));
        }
        let length = usize::try_from(length).map_err(|_| format!("a frame of {length} bytes"))?;
        if bytes.len() < head + length {
            return Ok(None);
        }
        bytes.advance(head);
        let payload = bytes.split_to(length).freeze();
        Ok(Some(Self { fin: first & 0x80 != 0, reserved: 0, opcode: first & 15, masked: false, payload }))
    }
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;

    use super::Frame;

    #[test]
    fn lengths_have_their_three_forms_and_are_read_back() {
        for length in [0, 125, 126, 65_535, 65_536] {
            let frame = Frame { masked: false, ..Frame::binary(vec![7; length]) };
            let bytes = frame.to_bytes();
            let mut some = BytesMut::from(&bytes[..bytes.len() - 1]);
            assert_eq!(Frame::take(&mut some), Ok(None), "{length}");
            assert_eq!(Frame::take(&mut BytesMut::from(bytes)), Ok(Some(frame)), "{length}");
        }
    }

    #[test]
    fn a_clients_frame_is_masked() {
        let bytes = Frame::text("hi").to_bytes();
        assert_eq!(bytes[..], [0x81, 0x82, 0x5a, 0xa5, 0x3c, 0xc3, b'h' ^ 0x5a, b'i' ^ 0xa5]);
        assert!(Frame::take(&mut BytesMut::from(bytes)).is_err());
    }
}
