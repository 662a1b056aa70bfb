//! Escapes in a path (RFC 3986 section 2.1).
//!
//! They are decoded in two steps. Before matching, all but `%2F` and `%25` are, so that a pattern's text and
//! its converters see what a person reads while an escaped slash stays inside its segment. After it, the
//! captured values get the remaining two.

use std::borrow::Cow;

/// Decodes every escape but those of `/` and `%`, which come out as `%2F` and `%25`; `None` when an escape is
/// malformed or the outcome is no UTF-8.
pub(super) fn escapes(path: &str) -> Option<Cow<'_, str>> {
    if !path.contains('%') {
        return Some(Cow::Borrowed(path));
    }
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        match hex(bytes.next()?)? << 4 | hex(bytes.next()?)? {
            b'/' => decoded.extend(b"%2F"),
            b'%' => decoded.extend(b"%25"),
            other => decoded.push(other),
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// Decodes the two escapes that [`escapes`] leaves.
pub(super) fn value(captured: &str) -> Cow<'_, str> {
    if !captured.contains('%') {
        return Cow::Borrowed(captured);
    }
    // In this order: no `%2F` can arise from a `%25`, since that one is decoded last.
    Cow::Owned(captured.replace("%2F", "/").replace("%25", "%"))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn both(path: &str) -> Option<String> {
        escapes(path).map(|text| value(&text).into_owned())
    }

    #[test]
    fn escaped_slashes_and_percent_signs_wait_for_the_second_step() {
        assert_eq!(escapes("a%2fb%2Fc%25d%41").as_deref(), Some("a%2Fb%2Fc%25dA"));
        assert_eq!(value("a%2Fb%25d").as_ref(), "a/b%d");
        assert_eq!(both("%252F").as_deref(), Some("%2F"));
        assert_eq!(both("caf%C3%A9").as_deref(), Some("café"));
    }

    #[test]
    fn malformed_escapes_are_no_path() {
        for path in ["%", "a%2", "%zz", "%+1", "%FF", "%C3", "%E2%28%A1"] {
            assert_eq!(escapes(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_its_escapes(text in any::<String>()) {
            let escaped = text.bytes().fold(String::new(), |escaped, byte| format!("{escaped}%{byte:02x}"));
            prop_assert_eq!(both(&escaped), Some(text));
        }

        #[test]
        fn no_path_panics(path in any::<String>()) {
            let _ = both(&path);
        }
    }
}
