//! One connection's part of a recording.

use std::{
    fmt,
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::Bytes;
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        FrameHeader,
        coding::{Data, OpCode},
    },
};

use super::{Closed, Happening, Recorder, Redaction, Side};
use crate::request::Request;

/// Records one connection from its beginning; that it ended, at the latest when it is dropped.
pub(crate) struct Track {
    recorder: Recorder,
    redaction: Arc<Redaction>,
    connection: String,
    ended: AtomicBool,
}

impl Track {
    /// Records that the connection began.
    pub(crate) fn open(recorder: Recorder, redaction: Arc<Redaction>, request: &Request) -> Self {
        let opened = redaction.opened(request.uri().path(), request.subprotocol());
        let connection = recorder.connection();
        let track = Self { recorder, redaction, connection, ended: AtomicBool::new(false) };
        track.write(Happening::Opened(opened));
        track
    }

    /// Records what the client said.
    pub(crate) fn received(&self, message: &Message) {
        let said = match message {
            Message::Text(text) => self.redaction.text(Side::Client, text),
            Message::Binary(bytes) => self.redaction.binary(bytes),
            _ => return,
        };
        self.write(Happening::Said(Side::Client, said));
    }

    /// Records the server's frames: whole, unmasked, one behind the other; or the head of one, and its payload.
    pub(crate) fn sent(&self, mut frames: &[u8], payload: &[u8]) {
        while let Some((opcode, inner, rest)) = first(frames) {
            self.sent_one(opcode, inner);
            frames = rest;
        }
        if let Ok(Some((header, _))) = FrameHeader::parse(&mut Cursor::new(frames)) {
            self.sent_one(header.opcode, payload);
        }
    }

    fn sent_one(&self, opcode: OpCode, payload: &[u8]) {
        let said = match opcode {
            OpCode::Data(Data::Text) => self.redaction.text(Side::Server, &String::from_utf8_lossy(payload)),
            OpCode::Data(Data::Binary) => self.redaction.binary(&Bytes::copy_from_slice(payload)),
            _ => return,
        };
        self.write(Happening::Said(Side::Server, said));
    }

    /// Records that the connection ended.
    pub(crate) fn closed(&self, closed: Closed) {
        if !self.ended.swap(true, Ordering::Relaxed) {
            self.write(Happening::Closed(closed));
        }
    }

    fn write(&self, happening: Happening) {
        self.recorder.write(&self.connection, happening);
    }
}

/// The first of several frames, and what follows it.
fn first(frames: &[u8]) -> Option<(OpCode, &[u8], &[u8])> {
    let mut cursor = Cursor::new(frames);
    let (header, length) = FrameHeader::parse(&mut cursor).ok().flatten()?;
    let behind = frames.get(usize::try_from(cursor.position()).ok()?..)?;
    let (payload, rest) = behind.split_at_checked(usize::try_from(length).ok()?)?;
    Some((header.opcode, payload, rest))
}

impl Drop for Track {
    fn drop(&mut self) {
        self.closed(Closed { code: 1006, by: Side::Server });
    }
}

impl fmt::Debug for Track {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Track").field("connection", &self.connection).finish_non_exhaustive()
    }
}
