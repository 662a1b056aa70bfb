//! The decoder against tungstenite: any bytes, in any parts, mean the same to both.

use bytes::BytesMut;
use proptest::prelude::*;
use tokio_tungstenite::tungstenite::Message;

use super::{
    Arrived, Decoder, Limits,
    oracle::{LIMITS, assert_alike},
};

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
                bytes.push(flag | 0x7e);
                bytes.extend(middle.to_be_bytes());
            }
            _ => {
                bytes.push(flag | 0x7f);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn frames_in_any_parts_mean_what_they_mean_to_tungstenite(
        frames in prop::collection::vec(frame(), 0..8),
        cuts in cuts(),
    ) {
        assert_alike(frames.concat(), &cuts);
    }

    #[test]
    fn any_bytes_mean_what_they_mean_to_tungstenite(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        cuts in cuts(),
    ) {
        assert_alike(bytes, &cuts);
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
