//! Frames, put together.

use bytes::Bytes;

use crate::frame::{BINARY, CONTINUATION, Frame, TEXT};

/// A message of one or more frames.
#[derive(Default)]
pub(super) struct Message(Option<(u8, Vec<u8>)>);

impl Message {
    /// The whole message, where the frame ends one.
    pub(super) fn take(&mut self, frame: &Frame) -> Option<(u8, Bytes)> {
        if !frame.masked || frame.reserved != 0 {
            return None;
        }
        match frame.opcode {
            TEXT | BINARY => self.0 = Some((frame.opcode, frame.payload.to_vec())),
            CONTINUATION => self.0.as_mut()?.1.extend_from_slice(&frame.payload),
            _ => return None,
        }
        if !frame.fin {
            return None;
        }
        self.0.take().map(|(opcode, payload)| (opcode, payload.into()))
    }
}
