//! The head of a frame, and the rules that it is under.

use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Control, Data, OpCode},
};

use super::fault::Fault;

/// The longest payload of a control frame (RFC 6455 section 5.5).
const LONGEST_CONTROL: u64 = 125;

/// The fault of a frame of the future.
pub(super) const RESERVED: Fault = Fault::Protocol("a frame has an opcode that is reserved");

/// A head, the length of the payload that it announces, and its own.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) header: FrameHeader,
    pub(super) payload: u64,
    pub(super) len: usize,
}

impl Head {
    /// Reads the head at the beginning of the bytes; `None` where it has not arrived whole.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let ([first, second], rest) = bytes.split_first_chunk()?;
        let (payload, rest) = match second & 0x7f {
            126 => {
                let (length, rest) = rest.split_first_chunk()?;
                (u64::from(u16::from_be_bytes(*length)), rest)
            }
            127 => {
                let (length, rest) = rest.split_first_chunk()?;
                (u64::from_be_bytes(*length), rest)
            }
            length => (u64::from(length), rest),
        };
        let (mask, rest) = if second & 0x80 == 0 {
            (None, rest)
        } else {
            let (mask, rest) = rest.split_first_chunk()?;
            (Some(*mask), rest)
        };
        let header = FrameHeader {
            is_final: first & 0x80 != 0,
            rsv1: first & 0x40 != 0,
            rsv2: first & 0x20 != 0,
            rsv3: first & 0x10 != 0,
            opcode: OpCode::from(first & 0x0f),
            mask,
        };
        Some(Self { header, payload, len: bytes.len() - rest.len() })
    }

    /// Checks it against the rules that hold for every frame, and gives its mask and the length of its payload.
    ///
    /// Where several are broken, the first decides what the client is told, in tungstenite's order.
    pub(super) fn check(&self, most: usize) -> Result<([u8; 4], usize), Fault> {
        let header = &self.header;
        if let OpCode::Control(Control::Reserved(_)) | OpCode::Data(Data::Reserved(_)) = header.opcode {
            return Err(RESERVED);
        }
        let payload = usize::try_from(self.payload).unwrap_or(usize::MAX);
        if payload > most {
            return Err(Fault::TooBig);
        }
        let Some(mask) = header.mask else {
            return Err(Fault::Protocol("a frame is not masked"));
        };
        check_reserved(header)?;
        if let OpCode::Control(_) = header.opcode {
            if !header.is_final {
                return Err(Fault::Protocol("a control frame is fragmented"));
            }
            if self.payload > LONGEST_CONTROL {
                return Err(Fault::Protocol("a control frame is longer than 125 bytes"));
            }
        }
        Ok((mask, payload))
    }
}

/// The seam for extensions (RFC 6455 section 9): the only place that looks at reserved bits. No extension is negotiated,
/// so that each of them is a fault.
fn check_reserved(header: &FrameHeader) -> Result<(), Fault> {
    if header.rsv1 || header.rsv2 || header.rsv3 {
        return Err(Fault::Protocol("a reserved bit is set, and no extension is in use"));
    }
    Ok(())
}
