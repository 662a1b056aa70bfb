//! What tungstenite makes of the same bytes: the oracle for tests, and for the fuzz target.

use std::io::{self, Cursor, Read, Write};

use bytes::BytesMut;
use tokio_tungstenite::tungstenite::{
    Error, Message,
    protocol::{Role, WebSocketConfig, WebSocketContext, frame::coding::CloseCode},
};

use super::{Arrived, Decoder, Limits};

/// Small, so that small inputs exceed them.
pub(crate) const LIMITS: Limits = Limits { message: 600, frame: 400 };

/// More than any frame may still lack; as a frame, a zero is a fault to both.
const PADDING: usize = 800;

/// What was said, and with which code it ended.
type Heard = (Vec<Message>, u16);

/// Nothing is written, what is to be read is there.
struct Stream(Cursor<Vec<u8>>);

impl Read for Stream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn by_tungstenite(bytes: Vec<u8>) -> Heard {
    let config =
        WebSocketConfig::default().max_message_size(Some(LIMITS.message)).max_frame_size(Some(LIMITS.frame));
    let mut context = WebSocketContext::new(Role::Server, Some(config));
    let mut stream = Stream(Cursor::new(bytes));
    let mut heard = Vec::new();
    let code = loop {
        match context.read(&mut stream) {
            // It takes a code that may not be sent for one of its own.
            Ok(Message::Close(Some(frame))) if frame.code == CloseCode::Protocol => break 1002,
            Ok(Message::Close(frame)) => {
                heard.push(Message::Close(frame));
                break 1000;
            }
            Ok(message) => heard.push(message),
            Err(Error::Utf8(_)) => break 1007,
            Err(Error::Capacity(_)) => break 1009,
            Err(_) => break 1002,
        }
    };
    (heard, code)
}

fn by_decoder(bytes: &[u8], cuts: &[usize]) -> Heard {
    let mut decoder = Decoder::default();
    let mut heard = Vec::new();
    let mut waiting = BytesMut::new();
    let mut cuts = cuts.iter().copied().cycle();
    let mut rest = bytes;
    loop {
        match decoder.next(&mut waiting, LIMITS) {
            Ok(Some(Arrived::Message(message))) => heard.push(message),
            Ok(Some(Arrived::Ping(payload))) => heard.push(Message::Ping(payload)),
            Ok(Some(Arrived::Pong(payload))) => heard.push(Message::Pong(payload)),
            Ok(Some(Arrived::Fragment)) => {}
            // As the oracle's own answer to a code of no meaning.
            Ok(Some(Arrived::Close(Some(frame)))) if frame.code == CloseCode::Protocol => {
                return (heard, 1002);
            }
            Ok(Some(Arrived::Close(frame))) => {
                heard.push(Message::Close(frame));
                return (heard, 1000);
            }
            Err(fault) => return (heard, fault.code()),
            Ok(None) => {
                assert!(waiting.len() <= 138, "{} bytes are kept", waiting.len());
                if rest.is_empty() {
                    return (heard, 1002);
                }
                let (next, later) = rest.split_at(cuts.next().unwrap_or(1).clamp(1, rest.len()));
                waiting.extend_from_slice(next);
                rest = later;
            }
        }
    }
}

/// Asserts that a peer who sends these bytes, cut so, says the same to both, and ends for the same reason.
pub(crate) fn assert_alike(mut bytes: Vec<u8>, cuts: &[usize]) {
    bytes.extend([0; PADDING]);
    assert_eq!(by_decoder(&bytes, cuts), by_tungstenite(bytes));
}
