//! The decoder against tungstenite: any bytes, in any parts, mean the same to both.

use std::io::{self, Cursor, Read, Write};

use bytes::BytesMut;
use proptest::prelude::*;
use tokio_tungstenite::tungstenite::{
    Error, Message,
    protocol::{Role, WebSocketConfig, WebSocketContext, frame::coding::CloseCode},
};

use super::{Arrived, Decoder, Limits};

const LIMITS: Limits = Limits { message: 600, frame: 400 };

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
            Ok(Message::Pong(_)) => heard.push(Message::Pong(bytes::Bytes::new())),
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
            Ok(Some(Arrived::Pong)) => heard.push(Message::Pong(bytes::Bytes::new())),
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

prop_compose! {
    fn payload()(
        kind in 0..4_u8,
        text in "[a-zé€𝄞]{0,40}",
        bytes in prop::collection::vec(any::<u8>(), 0..160),
        long in 0..450_usize,
        cut in 0..4_usize,
    ) -> Vec<u8> {
        match kind {
            0 => text.into_bytes(),
            // Cut within a character, so that fragments meet in it.
            1 => { let mut text = text.into_bytes(); text.truncate(text.len().saturating_sub(cut)); text }
            2 => bytes,
            _ => vec![b'x'; long],
        }
    }
}

prop_compose! {
    fn close_payload()(code in prop_oneof![1000..1016_u16, any::<u16>()], reason in payload(), len in 0..4_usize)
        -> Vec<u8>
    {
        let whole = [&code.to_be_bytes()[..], &reason[..reason.len().min(123)]].concat();
        if len < 2 { whole[..len].to_vec() } else { whole }
    }
}

prop_compose! {
    /// A frame as clients write it, with what may be wrong in one seldom wrong.
    fn frame()(
        opcode in prop_oneof![8 => 0..3_u8, 4 => Just(0_u8), 3 => 8..11_u8, 1 => 0..16_u8],
        ends in prop::bool::weighted(0.6),
        reserved in prop_oneof![30 => Just(0_u8), 1 => 0..8_u8],
        masked in prop::bool::weighted(0.97),
        mask in any::<[u8; 4]>(),
        data in payload(),
        closing in close_payload(),
        length in prop_oneof![20 => Just(None), 1 => any::<u64>().prop_map(Some)],
        wide in prop::bool::weighted(0.05),
    ) -> Vec<u8> {
        let payload = match opcode { 8 => closing, 9.. => data[..data.len().min(126)].to_vec(), _ => data };
        let length = length.unwrap_or(payload.len() as u64);
        let flag = if masked { 0x80 } else { 0 };
        let mut bytes = vec![u8::from(ends) << 7 | reserved << 4 | opcode];
        match u16::try_from(length) {
            Ok(short @ 0..=125) if !wide => bytes.push(flag | u8::try_from(short).expect("at most 125")),
            Ok(middle) if !wide => {
                bytes.push(flag | 126);
                bytes.extend(middle.to_be_bytes());
            }
            _ => {
                bytes.push(flag | 127);
                bytes.extend(length.to_be_bytes());
            }
        }
        if masked {
            bytes.extend(mask);
        }
        bytes.extend(payload.iter().enumerate().map(|(i, byte)| if masked { byte ^ mask[i % 4] } else { *byte }));
        bytes
    }
}

fn cuts() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![Just(vec![1]), Just(vec![100_000]), prop::collection::vec(1..300_usize, 1..20)]
}

fn assert_alike(mut bytes: Vec<u8>, cuts: &[usize]) -> Result<(), TestCaseError> {
    bytes.extend([0; PADDING]);
    prop_assert_eq!(by_decoder(&bytes, cuts), by_tungstenite(bytes));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn frames_in_any_parts_mean_what_they_mean_to_tungstenite(
        frames in prop::collection::vec(frame(), 0..8),
        cuts in cuts(),
    ) {
        assert_alike(frames.concat(), &cuts)?;
    }

    #[test]
    fn any_bytes_mean_what_they_mean_to_tungstenite(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        cuts in cuts(),
    ) {
        assert_alike(bytes, &cuts)?;
    }
}

#[test]
fn nothing_is_kept_once_a_message_is_whole() {
    let mut decoder = Decoder::default();
    let mut bytes = BytesMut::from(&[0x01, 0x82, 0, 0, 0, 0, b'a', b'b'][..]);
    assert_eq!(decoder.next(&mut bytes, LIMITS), Ok(Some(Arrived::Fragment)));
    assert!(decoder.assembly().is_some());
    bytes.extend_from_slice(&[0x80, 0x81, 0, 0, 0, 0, b'c']);
    assert_eq!(decoder.next(&mut bytes, LIMITS), Ok(Some(Arrived::Message(Message::text("abc")))));
    assert!(decoder.assembly().is_none() && bytes.is_empty());
}

/// A client that announces much and sends little is kept no memory for.
#[test]
fn memory_is_kept_for_what_arrived_and_not_for_what_was_announced() {
    let limits = Limits { message: 1 << 30, frame: 1 << 30 };
    let mut decoder = Decoder::default();
    let mut bytes = BytesMut::from(&[0x82, 0xff, 0, 0, 0, 0, 0x3f, 0xff, 0xff, 0xff, 0, 0, 0, 0, b'a'][..]);
    assert_eq!(decoder.next(&mut bytes, limits), Ok(None));
    assert!(decoder.assembly().is_some_and(|kept| kept < 100), "{:?}", decoder.assembly());
}
