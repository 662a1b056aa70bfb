//! Texts: lengths in characters, patterns, formats.

use proptest::{
    num::usize::BinarySearch,
    strategy::{Just, NewTree, Strategy, ValueTree},
    test_runner::TestRunner,
};
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::Value;

use super::{
    pick::{below, count, one_of, size},
    tree::{Choice, Mapped, Parts, Tree},
};
use crate::facts::Facts;

/// Letters of texts, the plain ones first: with characters of several bytes, and such as JSON escapes.
const LETTERS: [char; 14] = ['a', 'b', 'Z', '0', '9', ' ', '_', '-', 'é', '日', '🦀', '"', '\\', '\n'];
/// Characters after which a text is made of letters alone, so that bounds of characters do not break those of bytes.
const LONG: usize = 256;
/// The most parts of a repetition without an end, besides those that it must have.
const SPREAD: usize = 32;

/// A text of the length, the patterns and the format.
pub(super) fn text(facts: &Facts, short: bool, runner: &mut TestRunner) -> Option<Tree> {
    let least = facts.min_length.map_or(0, size);
    let most = facts.max_length.map(size);
    if let Some(pattern) = facts.patterns.first() {
        let matches = Matches::new(pattern.as_str())?;
        let fits = |text: &str| {
            (least..=most.unwrap_or(usize::MAX)).contains(&text.chars().count())
                && facts.patterns.iter().all(|pattern| pattern.matches(text) != Some(false))
        };
        let mut trees = (0..50).filter_map(|_| matches.new_tree(runner).ok());
        return Some(Box::new(Mapped(trees.find(|tree| fits(&tree.current()))?, Value::from)));
    }
    if let Some(texts) = facts.formats.iter().find_map(|format| of_format(format)) {
        return one_of(texts.iter().map(|text| Value::from(*text)).collect(), runner);
    }
    let count = if short { least } else { count(least, most, 12, usize::MAX, runner) };
    if count > LONG {
        let long =
            move |more: usize| Value::from(format!("é{}", "a".repeat((least + more).saturating_sub(1))));
        return Some(Box::new(Mapped(BinarySearch::new(count - least), long)));
    }
    let letters = if below(runner, 2) == 0 { 5 } else { LETTERS.len() };
    let letter = |_| Mapped(BinarySearch::new(below(runner, letters)), |index: usize| LETTERS[index]);
    let letters = Parts::new((0..count).map(letter).collect(), least, |_| true);
    Some(Box::new(Mapped(letters, |letters: Vec<char>| Value::from(String::from_iter(letters)))))
}

/// Texts that match a regular expression, and have nothing before or behind the match. Of a repetition without an
/// end there are at most 32 more than there must be, or twice as many. `\d`, `\w` and `\s` are those of ASCII, since validators
/// do not agree about others (ECMA-262 and Rust's `regex`).
///
/// ```
/// use chanx_schema::generate::Matches;
/// use proptest::{strategy::{Strategy, ValueTree}, test_runner::TestRunner};
///
/// let years = Matches::new(r"^\d{4}$").expect("it is a regular expression");
/// let year = years.new_tree(&mut TestRunner::deterministic()).expect("something matches").current();
/// assert!(year.len() == 4 && year.parse::<u16>().is_ok());
/// ```
#[derive(Debug)]
pub struct Matches(Hir);

impl Matches {
    /// `None` where it is no regular expression that the crate `regex` reads.
    pub fn new(pattern: &str) -> Option<Self> {
        // Rust's classes are of all scripts, which take their time to be read.
        let ascii = || pattern.replace(r"\d", "[0-9]").replace(r"\w", "[0-9A-Za-z_]").replace(r"\s", "[ ]");
        let ascii = match pattern {
            // As schemars writes maps of integers: their width, and that `007` is none, it does not say.
            r"^\d+$" => "0|7|42".to_owned(),
            r"^-?\d+$" => "0|-1|42".to_owned(),
            _ => ascii(),
        };
        Some(Self(regex_syntax::parse(&ascii).ok()?))
    }
}

impl Strategy for Matches {
    type Tree = Tree<String>;
    type Value = String;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let just = |text: String| Ok(Box::new(Just(text)) as Tree<String>);
        match self.0.kind() {
            // An anchor holds by itself where the text is the match.
            HirKind::Empty | HirKind::Look(_) => just(String::new()),
            HirKind::Literal(literal) => just(String::from_utf8_lossy(&literal.0).into_owned()),
            HirKind::Class(class) => {
                let letters = letters(class);
                let last = letters.len().checked_sub(1).ok_or("an empty class")?;
                let picked = BinarySearch::new(below(runner, last + 1));
                Ok(Box::new(Mapped(picked, move |index: usize| letters[index].to_string())))
            }
            HirKind::Capture(capture) => Self((*capture.sub).clone()).new_tree(runner),
            HirKind::Concat(parts) => concat(parts.iter(), parts.len(), runner),
            HirKind::Alternation(options) => {
                let picked = below(runner, options.len());
                let tree = Self(options[picked].clone()).new_tree(runner)?;
                Ok(Box::new(Choice::new(tree, options[..picked].iter().cloned().map(Self).collect())))
            }
            HirKind::Repetition(repetition) => {
                let least = repetition.min as usize;
                let most = repetition.max.map(|most| most as usize);
                // Up to so many more as proptest's own texts of a pattern have.
                let count = count(least, most, least.max(SPREAD), LONG, runner);
                concat((0..count).map(|_| &*repetition.sub), least, runner)
            }
        }
    }
}

/// At least so many of these parts, one behind the other.
fn concat<'h>(
    parts: impl Iterator<Item = &'h Hir>,
    least: usize,
    runner: &mut TestRunner,
) -> NewTree<Matches> {
    let parts = parts.map(|part| Matches(part.clone()).new_tree(runner)).collect::<Result<Vec<_>, _>>()?;
    let parts = Parts::new(parts, least, |_| true);
    Ok(Box::new(Mapped(parts, |parts: Vec<String>| parts.concat())))
}

/// Characters of a class: those that are printable and ASCII, letters and digits first, and few others.
fn letters(class: &Class) -> Vec<char> {
    let Class::Unicode(class) = class else { return Vec::new() };
    let has = |letter: &char| class.iter().any(|range| (range.start()..=range.end()).contains(letter));
    let mut letters: Vec<char> = (' '..='~').filter(has).collect();
    letters.sort_by_key(|letter| !letter.is_ascii_alphanumeric());
    // Of several bytes, so that bounds of characters and of bytes are told apart.
    letters.extend(['é', '日', '🦀'].iter().filter(|letter| has(letter)));
    if letters.is_empty() {
        letters = class.iter().flat_map(|range| (range.start()..=range.end()).take(8)).collect();
    }
    letters
}

/// Texts of a format that is known.
fn of_format(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "uuid" => &[
            "0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ],
        "email" => &["ada@example.com", "a.b+c@mail.example.org"],
        "uri" | "url" | "iri" => {
            &["https://example.com", "http://localhost:8000/", "https://example.com/a?b=c#d"]
        }
        "ip" | "ipv4" => &["127.0.0.1", "0.0.0.0", "255.255.255.255"],
        "ipv6" => &["::1", "::", "2001:db8::ff00:42:8329"],
        "date-time" | "partial-date-time" => {
            &["2024-02-29T23:59:59Z", "1970-01-01T00:00:00.000001+00:00", "2038-01-19T03:14:08-11:30"]
        }
        "date" => &["1970-01-01", "2024-02-29", "9999-12-31"],
        "time" => &["00:00:00Z", "23:59:59.999Z"],
        "duration" => &["P1D", "PT1H30M", "P4Y2M"],
        "hostname" => &["localhost", "example.com"],
        "regex" => &["^a+$"],
        "json-pointer" => &["", "/a/0"],
        "uri-reference" => &["/a?b", "https://example.com"],
        _ => return None,
    })
}
