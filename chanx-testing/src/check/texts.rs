//! Texts of a schema: lengths in characters, patterns, formats.

use proptest::string::string_regex_parsed;
use regex_syntax::hir::{Hir, HirKind};

use super::{dice::Dice, generate::bound, merged::Part};

/// What texts are made of: with characters of several bytes, and such as JSON escapes.
const LETTERS: [char; 14] = ['a', 'b', 'Z', '0', '9', ' ', '_', '-', 'é', '日', '🦀', '"', '\\', '\n'];
/// Characters after which a text is made of letters alone, so that bounds of characters do not break those of bytes.
const LONG: usize = 256;

/// A text of the schema's length, pattern and format.
pub(super) fn text(part: &Part, short: bool, dice: &mut Dice) -> Option<String> {
    let word = |keyword: &str| part.get(keyword).and_then(serde_json::Value::as_str);
    if let Some(pattern) = word("pattern") {
        return of_pattern(pattern, part, dice);
    }
    if let Some(text) = word("format").and_then(|format| of_format(format, dice)) {
        return Some(text);
    }
    let least = bound(part, "minLength").unwrap_or(0);
    let most = bound(part, "maxLength");
    let count = match (dice.below(4), most) {
        _ if short => least,
        (0, _) => least,
        (1, Some(most)) => most,
        (_, most) => {
            let room = most.unwrap_or(usize::MAX).saturating_sub(least).min(12);
            least + dice.below(room + 1)
        }
    };
    if count > LONG {
        return Some(format!("é{}", "a".repeat(count - 1)));
    }
    let plain = dice.one_in(2);
    let letters = if plain { &LETTERS[..5] } else { &LETTERS[..] };
    (0..count).map(|_| dice.pick(letters).copied()).collect()
}

fn of_pattern(pattern: &str, part: &Part, dice: &mut Dice) -> Option<String> {
    let parsed = regex_syntax::parse(&ascii(pattern)).ok()?;
    let strategy = string_regex_parsed(&without_anchors(&parsed)).ok()?;
    let least = bound(part, "minLength").unwrap_or(0);
    let most = bound(part, "maxLength").unwrap_or(usize::MAX);
    for _ in 0..50 {
        let text = dice.draw(&strategy)?;
        if (least..=most).contains(&text.chars().count()) {
            return Some(text);
        }
    }
    None
}

/// The pattern with its classes in ASCII, as a validator reads them (ECMA-262).
pub(super) fn ascii(pattern: &str) -> String {
    pattern.replace(r"\d", "[0-9]").replace(r"\w", "[A-Za-z0-9_]").replace(r"\s", "[ ]")
}

/// Anchors hold by themselves for a text that is the match and nothing more; proptest refuses them.
pub(super) fn without_anchors(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_anchors).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_anchors).collect()),
        HirKind::Capture(capture) => without_anchors(&capture.sub),
        HirKind::Repetition(repetition) => {
            let mut repetition = repetition.clone();
            repetition.sub = Box::new(without_anchors(&repetition.sub));
            Hir::repetition(repetition)
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => hir.clone(),
    }
}

/// A text of a format that is known.
fn of_format(format: &str, dice: &mut Dice) -> Option<String> {
    let texts: &[&str] = match format {
        "uuid" => &[
            "0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ],
        "email" => &["ada@example.com", "a.b+c@mail.example.org"],
        "uri" | "url" | "iri" => {
            &["https://example.com/a?b=c#d", "http://localhost:8000/", "https://example.com"]
        }
        "ip" | "ipv4" => &["127.0.0.1", "0.0.0.0", "255.255.255.255"],
        "ipv6" => &["::1", "2001:db8::ff00:42:8329", "::"],
        "date-time" | "partial-date-time" => {
            &["2024-02-29T23:59:59Z", "1970-01-01T00:00:00.000001+00:00", "2038-01-19T03:14:08-11:30"]
        }
        "date" => &["2024-02-29", "1970-01-01", "9999-12-31"],
        "time" => &["00:00:00Z", "23:59:59.999Z"],
        "duration" => &["P1D", "PT1H30M", "P4Y2M"],
        "hostname" => &["example.com", "localhost"],
        "regex" => &["^a+$"],
        "json-pointer" => &["", "/a/0"],
        "uri-reference" => &["/a?b", "https://example.com"],
        _ => return None,
    };
    dice.pick(texts).map(|text| (*text).to_owned())
}
