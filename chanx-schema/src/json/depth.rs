//! How deep a frame nests.

/// Whether arrays and objects nest `max` deep or deeper.
///
/// `serde_json` refuses the 128th level itself, so `max` counts for at most that. What is no JSON may be
/// counted either way: the parse refuses it.
pub fn too_deep(text: &str, max: usize) -> bool {
    let max = max.min(super::MAX_DEPTH);
    // Most frames have fewer openings than that, in strings and all, and are done here.
    if text.len() < max || openings(text) < max {
        return false;
    }
    let mut depth = 0_usize;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b'{' | b'[' => {
                depth += 1;
                if depth >= max {
                    return true;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    max == 0
}

/// How many `[` and `{` there are, which differ in one bit. It looks at every frame that is longer than the limit: sums
/// of bytes are what the compiler makes vector instructions of.
fn openings(text: &str) -> usize {
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(chunk.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum::<u8>())).sum()
}

fn skip_string(bytes: &mut impl Iterator<Item = u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}
