//! A path that a route's pattern matches.

use std::fmt::Write as _;

use proptest::string::string_regex_parsed;

use super::{
    dice::Dice,
    texts::{ascii, without_anchors},
};

/// A path for a pattern as written; `None` for a regular expression that none is found for.
pub(super) fn path(written: &str, regex: bool) -> Option<String> {
    if !regex {
        return Some(literal(written));
    }
    // Prefixes stand before the expression as literals.
    let (prefix, source) = written.split_at(written.find('^').unwrap_or(0));
    let parsed = regex_syntax::parse(&ascii(source)).ok()?;
    let strategy = string_regex_parsed(&without_anchors(&parsed)).ok()?;
    let rest = Dice::of(0, &[written], 0).draw(&strategy)?;
    Some(format!("{}{}", literal(prefix), encoded(&rest)))
}

fn literal(written: &str) -> String {
    let mut path = String::new();
    let mut rest = written;
    while let Some((text, tail)) = rest.split_once('<') {
        let (param, tail) = tail.split_once('>').unwrap_or((tail, ""));
        path.push_str(&encoded(text));
        path.push_str(match param.split_once(':').map_or("str", |(converter, _)| converter) {
            "int" => "1",
            "uuid" => "0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21",
            "path" => "some/path",
            _ => "some",
        });
        rest = tail;
    }
    path + &encoded(rest)
}

/// Escapes what cannot stand in a path (RFC 3986 section 3.3).
fn encoded(text: &str) -> String {
    let mut path = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn each_converter_has_a_value() {
        let written = "ws/<a>/<int:b>/<slug:c>/<uuid:d>/é/<path:e>";
        let expected = "ws/some/1/some/0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21/%C3%A9/some/path";
        assert_eq!(path(written, false).as_deref(), Some(expected));
    }

    #[test]
    fn an_expression_has_a_match_behind_its_prefix() {
        let found = path(r"apps/<int:id>/^archive/(?<year>\d{4})/$", true).expect("there is one");
        let year = found.strip_prefix("apps/1/archive/").and_then(|rest| rest.strip_suffix('/'));
        assert!(year.is_some_and(|year| year.len() == 4 && year.parse::<u16>().is_ok()), "{found}");
    }
}
