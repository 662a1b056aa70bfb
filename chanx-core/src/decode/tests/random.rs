//! Random JSON, and texts that are nearly JSON.

use proptest::prelude::*;
use serde_json::Value;

/// A key: often the tag, sometimes with what must be escaped.
pub(super) fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("action".to_owned()),
        2 => Just("payload".to_owned()),
        1 => "[a-c_1]{0,4}",
        1 => any::<String>(),
        1 => "[\"\\\\/\u{1}-\u{20}é😀x]{0,12}",
    ]
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![key(), "[ -~]{0,40}"]
}

/// A JSON text of any form: spaces, duplicate keys, escapes in any writing.
pub(super) fn text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(|n| format!("{n:e}")),
        Just("-0".to_owned()),
        Just("1.50E+2".to_owned()),
        quoted(string()),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec((inner.clone(), space()), 0..5).prop_map(|items| {
                let items: Vec<_> =
                    items.into_iter().map(|(item, space)| format!("{space}{item}{space}")).collect();
                format!("[{}]", items.join(","))
            }),
            members(inner),
        ]
    })
}

/// The text of an object.
pub(super) fn object() -> impl Strategy<Value = String> {
    (members(text()), space()).prop_map(|(object, space)| format!("{space}{object}{space}"))
}

fn members(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member = (quoted(key()), space(), value, space());
    prop::collection::vec(member, 0..6).prop_map(|members| {
        let members: Vec<_> =
            members.into_iter().map(|(key, a, value, b)| format!("{a}{key}{b}:{a}{value}{b}")).collect();
        format!("{{{}}}", members.join(","))
    })
}

/// A string literal; now and then each character is written as `\u….`.
fn quoted(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (text, prop::bool::weighted(0.15)).prop_map(|(text, escaped)| {
        if escaped {
            let units: Vec<_> = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
            let units = units.concat();
            format!("\"{units}\"")
        } else {
            Value::from(text).to_string()
        }
    })
}

fn space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", " ", "\n\t", "\r\n "])
}

/// A text that was cut, or had something put in or taken out.
pub(super) fn mutated() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "", "\"", "\\", "{", "}", "[", "]", ",", ":", "\u{0}", "é", "0", "-", "e", "tru", "\\u12", "\\ud800",
        "//", " ",
    ]);
    (object(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), pieces).prop_map(
        |(text, from, to, piece)| {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (places[from.index(places.len())], places[to.index(places.len())]);
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 6).min(text.len()));
            let to = (to..=text.len()).find(|to| text.is_char_boundary(*to)).unwrap_or(text.len());
            format!("{}{piece}{}", &text[..from], &text[to..])
        },
    )
}
