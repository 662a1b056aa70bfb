//! A pattern matches what a simple model matches: a recursion that tries the longest text first.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::{
    routing::{
        endpoint,
        fixture::{Fixture, Kind, field},
    },
    table::ParamField,
};

/// A piece of a pattern: text, or a parameter whose name is its place.
#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Param(Converter),
}

/// What the pieces capture from the start of a text, and where they end.
fn model<'t>(pieces: &[Piece], text: &'t str, whole: bool) -> Option<(Vec<&'t str>, &'t str)> {
    let Some((first, pieces)) = pieces.split_first() else {
        return (text.is_empty() || !whole).then_some((Vec::new(), text));
    };
    match first {
        Piece::Text(literal) => model(pieces, text.strip_prefix(literal.as_str())?, whole),
        Piece::Param(converter) => (1..=text.len())
            .rev()
            .filter(|end| text.is_char_boundary(*end) && takes(*converter, &text[..*end]))
            .find_map(|end| {
                let (mut captured, rest) = model(pieces, &text[end..], whole)?;
                captured.insert(0, &text[..end]);
                Some((captured, rest))
            }),
    }
}

fn takes(converter: Converter, text: &str) -> bool {
    match converter {
        Converter::Str => !text.contains('/'),
        Converter::Int => text.bytes().all(|byte| byte.is_ascii_digit()),
        Converter::Slug => text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
        Converter::Uuid => {
            let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            let parts: Vec<_> = text.split('-').collect();
            parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
                && parts.iter().all(|part| part.bytes().all(lower))
        }
        Converter::Path => !text.contains('\n'),
    }
}

fn written(pieces: &[Piece], first: usize) -> &'static str {
    let mut params = first..;
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Param(converter) => format!("<{}:p{}>", converter.name(), params.next().unwrap()),
        })
        .collect();
    text.leak()
}

fn params(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| matches!(piece, Piece::Param(_))).count()
}

/// Every byte as its escape where the pattern of `which` says so, in whatever case.
fn escaped(text: &str, which: &[u8]) -> String {
    let mut which = which.iter().cycle();
    text.bytes().fold(String::from("/"), |path, byte| match which.next().unwrap_or(&0) % 3 {
        _ if byte == b'/' => path + "/",
        0 if byte.is_ascii() => format!("{path}{}", char::from(byte)),
        1 => format!("{path}%{byte:02x}"),
        _ => format!("{path}%{byte:02X}"),
    })
}

fn texts() -> impl Strategy<Value = String> {
    vec(select(vec!["a", "b", "1", "2", "-", "_", "/", "/", ".", "+", "é", "B"]), 0..4)
        .prop_map(|t| t.concat())
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let text = texts().prop_filter("text", |text| !text.is_empty()).prop_map(Piece::Text);
    vec(prop_oneof![text, select(Converter::ALL.to_vec()).prop_map(Piece::Param)], 0..5)
}

/// Texts that often fit the pieces, and sometimes nearly.
fn fitting(pieces: &[Piece]) -> BoxedStrategy<String> {
    let parts: Vec<BoxedStrategy<String>> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => prop_oneof![9 => Just(text.clone()), 1 => texts()].boxed(),
            Piece::Param(Converter::Uuid) => prop_oneof![
                4 => "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                1 => "[0-9A-F]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{11,12}",
            ]
            .boxed(),
            Piece::Param(Converter::Int) => prop_oneof![4 => "[0-9]{1,3}", 1 => texts()].boxed(),
            Piece::Param(_) => prop_oneof![9 => texts(), 1 => Just("\n".to_owned())].boxed(),
        })
        .collect();
    parts.prop_map(|parts| parts.concat()).boxed()
}

/// Two patterns, the second under the first, and a path for both.
fn cases() -> impl Strategy<Value = (Vec<Piece>, Vec<Piece>, String, Vec<u8>)> {
    (pieces(), pieces()).prop_flat_map(|(prefix, pattern)| {
        let path = prop_oneof![9 => fitting(&[prefix.clone(), pattern.clone()].concat()), 1 => texts()];
        (Just(prefix), Just(pattern), path, vec(any::<u8>(), 1..8))
    })
}

struct Plain;

impl Kind for Plain {
    const FIELDS: &'static [ParamField] = &[];
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn a_pattern_matches_what_the_model_matches((prefix, pattern, path, which) in cases()) {
        let expected = model(&prefix, &path, false).and_then(|(mut captured, rest)| {
            captured.extend(model(&pattern, rest, true)?.0);
            Some(captured)
        });

        let (outer, inner) = (written(&prefix, 0), written(&pattern, params(&prefix)));
        prop_assume!(!format!("{outer}{inner}").starts_with('/'));
        let names: Vec<String> = (0..params(&prefix) + params(&pattern)).map(|place| format!("p{place}")).collect();
        let fields = names.iter().map(|name| field(name.clone().leak(), &["str", "int", "slug", "uuid", "path"]));
        let endpoint = Endpoint {
            fields: fields.collect::<Vec<_>>().leak(),
            ..endpoint::<Fixture<Plain>, ()>()
        };
        let mut table = Table::new();
        table.add(Router::new().include(outer, Router::new().path(inner, endpoint))).unwrap();

        let target = escaped(&path, &which);
        let seen = percent::escapes(&target[1..]).unwrap();
        let found = table.routes[0].matches(&seen);
        let values = found.map(|captures| {
            names.iter().map(|name| captures.get(name).map(str::to_owned)).collect::<Vec<_>>()
        });
        let expected = expected.map(|captured| captured.into_iter().map(|text| Some(text.to_owned())).collect());
        prop_assert_eq!(values, expected, "{} then {} on {:?}", outer, inner, path);
    }
}
