//! A path that a route's pattern matches.

use std::fmt::Write as _;

use chanx_core::table::{Converter, Segment};
use chanx_schema::generate::Matches;
use proptest::strategy::{Strategy, ValueTree};

use super::dice::dice;

/// A path that a route of these segments matches, written so; `None` where none is found for its regular expression.
pub(super) fn path(written: &str, segments: &[Segment]) -> Option<String> {
    let mut path = String::new();
    for segment in segments {
        match segment {
            Segment::Text(text) => path.push_str(&encoded(text)),
            Segment::Param { converter, .. } => path.push_str(match converter {
                Converter::Int => "1",
                Converter::Uuid => "0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21",
                Converter::Path => "some/path",
                Converter::Str | Converter::Slug => "some",
            }),
            Segment::Regex(source) => {
                let found = Matches::new(source)?.new_tree(&mut dice(0, &[written], 0)).ok()?;
                path.push_str(&encoded(&found.current()));
            }
        }
    }
    Some(path)
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
    use chanx_path::{Piece, segments};

    use super::*;

    fn literal(written: &str) -> Vec<Segment> {
        let told = segments(written).map(|segment| match segment.expect("it has no mistake").piece {
            Piece::Text(text) => Segment::Text(text.to_owned()),
            Piece::Param { converter, name } => Segment::Param { converter, name: name.to_owned() },
        });
        told.collect()
    }

    #[test]
    fn each_converter_has_a_value() {
        let written = "ws/<a>/<int:b>/<slug:c>/<uuid:d>/é/<path:e>";
        let expected = "ws/some/1/some/0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21/%C3%A9/some/path";
        assert_eq!(path(written, &literal(written)).as_deref(), Some(expected));
    }

    #[test]
    fn an_expression_has_a_match_behind_its_prefix() {
        let expression = r"^archive/(?<year>\d{4})/$";
        let mut route = literal("apps/<int:id>/");
        route.push(Segment::Regex(expression.to_owned()));
        let found = path(expression, &route).expect("there is one");
        let year = found.strip_prefix("apps/1/archive/").and_then(|rest| rest.strip_suffix('/'));
        assert!(year.is_some_and(|year| year.len() == 4 && year.parse::<u16>().is_ok()), "{found}");
    }
}
