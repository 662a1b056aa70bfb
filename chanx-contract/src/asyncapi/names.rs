//! Names that are identifiers in Python and TypeScript.

use std::collections::BTreeSet;

/// Words that are no names of modules or variables, or that mean something else to generators: keywords of Python and
/// JavaScript, and the folders of generated packages.
const RESERVED: [&str; 68] = [
    "and",
    "as",
    "assert",
    "async",
    "await",
    "base",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "def",
    "default",
    "del",
    "delete",
    "do",
    "elif",
    "else",
    "enum",
    "except",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "from",
    "function",
    "global",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "is",
    "lambda",
    "let",
    "match",
    "new",
    "nonlocal",
    "not",
    "null",
    "or",
    "package",
    "pass",
    "private",
    "protected",
    "public",
    "raise",
    "return",
    "shared",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "type",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "none",
];

/// Names that generated modules import or define.
const TYPES: [&str; 10] = [
    "Annotated",
    "Any",
    "BaseModel",
    "False",
    "Field",
    "IncomingMessage",
    "Literal",
    "None",
    "OutgoingMessage",
    "True",
];

/// Keywords of Python, which no attribute can have as its name.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// A name in snake case: `room_list` of `RoomList`.
pub(super) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, &letter) in chars.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            if !snake.is_empty() && !snake.ends_with('_') {
                snake.push('_');
            }
            continue;
        }
        let before = at.checked_sub(1).map(|before| chars[before]);
        let starts = letter.is_ascii_uppercase()
            && (before.is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit())
                || before.is_some_and(|before| before.is_ascii_uppercase())
                    && chars.get(at + 1).is_some_and(char::is_ascii_lowercase));
        if starts && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    let snake = snake.trim_matches('_');
    let named = if snake.starts_with(|first: char| first.is_ascii_digit()) { "n" } else { "" };
    let named = format!("{named}{snake}");
    if named.is_empty() || RESERVED.contains(&named.as_str()) { format!("{named}_channel") } else { named }
}

/// The name of a type: as it is where it is an identifier, else its words together, `PageUser` of `Page<User>`.
pub(super) fn type_name(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let starts = |first: char| first.is_ascii_alphabetic();
    let name =
        if name.starts_with(starts) && name.chars().all(plain) { name.to_owned() } else { pascal(name) };
    let name = if name.starts_with(starts) { name } else { format!("Type{name}") };
    if TYPES.contains(&name.as_str()) { format!("{name}Type") } else { name }
}

/// A name with its words together, each with a capital: `RoomList` of `room_list`.
pub(super) fn pascal(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    words.map(capital).collect()
}

/// Tells whether generated classes can have an attribute of that name.
pub(super) fn is_attribute(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(plain)
        && !KEYWORDS.contains(&name)
}

/// The name, or the first with a number behind it that is not among the others; it is among them then.
pub(super) fn unique(name: &str, others: &mut BTreeSet<String>) -> String {
    let gap = if name.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
    let mut free = name.to_owned();
    let mut number = 2;
    while !others.insert(free.clone()) {
        free = format!("{name}{gap}{number}");
        number += 1;
    }
    free
}

/// Words that can stand in a docstring of generated code, which ends with three quotation marks, without the brackets of
/// rustdoc's links, which lead nowhere here.
pub(super) fn prose(words: &str) -> String {
    let mut words = unlinked(words.trim()).replace("\"\"\"", "'''");
    if words.ends_with(['"', '\\']) {
        words.push(' ');
    }
    words
}

/// The text without the brackets of ``[`Name`]``; a link with an address stays.
fn unlinked(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        written.push_str(before);
        match link.split_once("`]") {
            Some((name, after)) if !name.contains('`') && !after.starts_with(['(', '[', ':']) => {
                written.push('`');
                written.push_str(name);
                written.push('`');
                rest = after;
            }
            _ => {
                written.push_str("[`");
                rest = link;
            }
        }
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        for (name, written) in [
            ("RoomList", "room_list"),
            ("HTTPRoom", "http_room"),
            ("Room2Go", "room2_go"),
            ("ws/rooms/<int:room>/", "ws_rooms_int_room"),
            ("2fa", "n2fa"),
            ("Import", "import_channel"),
            ("Shared", "shared_channel"),
            ("é", "_channel"),
        ] {
            assert_eq!(snake(name), written);
        }
        for (name, written) in [
            ("Words", "Words"),
            ("Page<User>", "PageUser"),
            ("Page_for_User", "Page_for_User"),
            ("Map<String, Vec<u8>>", "MapStringVecU8"),
            ("2", "Type2"),
            ("Any", "AnyType"),
        ] {
            assert_eq!(type_name(name), written);
        }
        let mut known = BTreeSet::new();
        let names = ["a", "a", "b2", "b2"].map(|name| unique(name, &mut known));
        assert_eq!(names, ["a", "a2", "b2", "b2_2"]);
        assert!(is_attribute("a_1") && !is_attribute("from") && !is_attribute("_a") && !is_attribute("a-b"));
    }

    #[test]
    fn words_do_not_end_a_docstring() {
        assert_eq!(prose(r#"He said "hi""#), "He said \"hi\" ");
        assert_eq!(prose("See [`A`], [`B`](b) and [c]."), "See `A`, [`B`](b) and [c].");
        assert_eq!(prose("a \"\"\" b"), "a ''' b");
    }
}
