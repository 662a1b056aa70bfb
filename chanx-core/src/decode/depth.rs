//! How deep a frame nests.

/// Whether arrays and objects nest `max` deep or deeper.
///
/// `serde_json` refuses the 128th level itself, so `max` counts for at most that. What is no JSON may be
/// counted either way: the parse refuses it.
pub(crate) fn too_deep(text: &str, max: usize) -> bool {
    let max = max.min(128);
    // Most frames have fewer openings than that, in strings and all, and are done here.
    if text.len() < max || text.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count() < max {
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

fn skip_string(bytes: &mut impl Iterator<Item = u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}
