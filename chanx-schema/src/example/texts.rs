//! Texts: of a format, of a pattern, or a word.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::Value;

use crate::facts::Facts;

/// Characters that an unlimited repetition has more than it must have, at most, until a text is long enough.
const LONGEST: u32 = 512;
/// The longest text that is made up.
const MOST: usize = 4096;

/// A text; `word` is what it is about.
pub(super) fn text(facts: &Facts, word: &str, nth: usize) -> Option<Value> {
    let least = usize::try_from(facts.min_length.unwrap_or(0)).ok().filter(|least| *least <= MOST)?;
    let most = facts.max_length.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let fits = |text: &String| {
        (least..=most).contains(&text.chars().count())
            && facts.patterns.iter().all(|pattern| pattern.matches(text) != Some(false))
    };
    let formats = facts.formats.iter().filter_map(|format| of_format(format)).flatten();
    let formats: Vec<String> = formats.map(|&text| text.to_owned()).filter(fits).collect();
    if facts.formats.iter().any(|format| of_format(format).is_some()) {
        return formats.into_iter().nth(nth).map(Value::from);
    }
    let numbered = || if nth == 0 { word.to_owned() } else { format!("{word} {}", nth + 1) };
    let made = match facts.patterns.first() {
        None => sized(&numbered(), least, most),
        // The word itself may do: a name where names are asked for.
        Some(_) if nth == 0 && fits(&word.to_owned()) => word.to_owned(),
        Some(pattern) => {
            let hir = regex_syntax::parse(pattern.as_str()).ok()?;
            let more = (0..8).chain([16, 32, 64, 128, 256, LONGEST]).skip(nth);
            let mut texts = more.map(|more| {
                let mut text = String::new();
                write(&hir, more, &mut text).map(|()| text)
            });
            texts.find_map(|text| text.filter(fits))?
        }
    };
    fits(&made).then(|| Value::from(made))
}

/// The word, repeated or cut.
fn sized(word: &str, least: usize, most: usize) -> String {
    let mut text = word.to_owned();
    while text.chars().count() < least {
        text.push(' ');
        text.push_str(if word.is_empty() { "text" } else { word });
    }
    let long = text.chars().count() > least && least > word.chars().count();
    text.chars().take(if long { least.min(most) } else { most }).collect()
}

/// Writes a text that matches: of alternatives the shortest, of repetitions as few as there must be, and `more` of those that
/// may be any number. `None` where nothing matches.
fn write(hir: &Hir, more: u32, text: &mut String) -> Option<()> {
    match hir.kind() {
        // An anchor holds by itself where the text is the match.
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(letter(class)?),
        HirKind::Capture(capture) => write(&capture.sub, more, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, more, text))?,
        HirKind::Alternation(options) => {
            let written = |option| {
                let mut text = String::new();
                write(option, more, &mut text).map(|()| text)
            };
            text.push_str(&options.iter().filter_map(written).min_by_key(String::len)?);
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.saturating_add(more).min(most) {
                write(&repetition.sub, 0, text)?;
                if text.len() > 4 * MOST {
                    return None;
                }
            }
        }
    }
    Some(())
}

/// A character of a class: a plain letter or digit where there is one.
fn letter(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let has = |letter: &char| class.iter().any(|range| (range.start()..=range.end()).contains(letter));
    let plain = "a0A-_. ".chars().chain(' '..='~').find(has);
    plain.or_else(|| class.iter().next().map(regex_syntax::hir::ClassUnicodeRange::start))
}

/// Texts of a format that is known.
fn of_format(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "uuid" => &["0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21", "6f1d0c8e-7b21-4a43-9a53-0b9e6a3c5d0f"],
        "email" => &["ada@example.com", "a@b.co"],
        "uri" | "url" | "iri" => &["https://example.com/", "http://a.b"],
        "uri-reference" => &["/a?b", "https://example.com/"],
        "ip" | "ipv4" => &["192.0.2.1", "192.0.2.2"],
        "ipv6" => &["2001:db8::1", "::1"],
        "date-time" | "partial-date-time" => &["2024-02-29T12:30:00Z", "2024-03-01T12:30:00Z"],
        "date" => &["2024-02-29", "2024-03-01"],
        "time" => &["12:30:00Z", "12:45:00Z"],
        "duration" => &["PT1H30M", "P1D"],
        "hostname" => &["example.com", "localhost"],
        "regex" => &["^a+$", "a"],
        "json-pointer" => &["/a/0", ""],
        _ => return None,
    })
}
