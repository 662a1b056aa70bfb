//! The mask of a client's payload (RFC 6455 section 5.3).

/// Undoes a mask, which is what applying it once more does. `mask` begins at the first of the bytes.
///
/// Eight bytes at a time: the compiler makes vector instructions of it.
pub(super) fn apply(bytes: &mut [u8], mask: [u8; 4]) {
    let [a, b, c, d] = mask;
    let wide = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let (words, rest) = bytes.as_chunks_mut::<8>();
    for word in words {
        *word = (u64::from_ne_bytes(*word) ^ wide).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(mask.into_iter().cycle()) {
        *byte ^= mask;
    }
}

/// The mask as it goes on after so many bytes.
pub(super) fn after(mut mask: [u8; 4], bytes: usize) -> [u8; 4] {
    mask.rotate_left(bytes % 4);
    mask
}

#[cfg(test)]
mod tests {
    use super::{after, apply};

    #[test]
    fn any_part_is_unmasked_as_by_the_rule_of_the_rfc() {
        let mask = [0x6d, 0xb6, 0xb2, 0x80];
        let bytes: Vec<u8> = (0..=255).cycle().take(300).collect();
        let by_rule = |at: usize, part: &[u8]| -> Vec<u8> {
            part.iter().enumerate().map(|(i, byte)| byte ^ mask[(at + i) % 4]).collect()
        };
        for at in 0..9 {
            for len in 0..40 {
                let mut part = bytes[at..at + len].to_vec();
                apply(&mut part, after(mask, at));
                assert_eq!(part, by_rule(at, &bytes[at..at + len]), "{len} bytes at {at}");
            }
        }
    }
}
