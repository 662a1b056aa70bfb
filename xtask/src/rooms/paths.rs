//! The paths that a file names: its imports, and those that are written out.

use super::tokens::tokens;

/// A path, by its names.
pub(super) type Path = Vec<String>;

/// What a file names.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// By `use`, and by paths from `crate`, `self` or `super`.
    pub(super) known: Vec<Path>,
    /// By `pub use`, in any visibility: names for others.
    pub(super) exported: Vec<Path>,
}

impl Paths {
    pub(super) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let mut paths = Self::default();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match *token {
                "use" => {
                    let found = if is_public(&tokens[..at]) { &mut paths.exported } else { &mut paths.known };
                    at += 1 + tree(&tokens[at + 1..], &[], found);
                }
                "crate" | "self" | "super" if tokens.get(at + 1) == Some(&"::") => {
                    at += tree(&tokens[at..], &[], &mut paths.known);
                }
                _ => at += 1,
            }
        }
        paths
    }
}

/// Tells whether what follows is for others: behind `pub`, or `pub(…)`.
fn is_public(before: &[&str]) -> bool {
    match before {
        [.., "pub"] => true,
        [.., ")"] => {
            let open = before.iter().rposition(|token| *token == "(");
            open.is_some_and(|open| before[..open].ends_with(&["pub"]))
        }
        _ => false,
    }
}

/// Reads one path, or several in braces; returns how many tokens it took.
fn tree(tokens: &[&str], prefix: &[String], found: &mut Vec<Path>) -> usize {
    let mut path = prefix.to_vec();
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(&"{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at += tree(&tokens[at..], &path, found).max(1);
                }
                return at + 1;
            }
            Some(&"::") => {}
            Some(&name) if name == "*" || name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                path.push(name.to_owned());
            }
            _ => break,
        }
        at += 1;
        // A name ends a path, unless another follows: `a as b` and `a()` end at `a`.
        if tokens[at - 1] != "::" && tokens.get(at) != Some(&"::") {
            break;
        }
    }
    if path.len() > prefix.len() {
        found.push(path);
    }
    // The rest of `a as b`.
    if tokens.get(at) == Some(&"as") { at + 2 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(paths: &[Path]) -> Vec<String> {
        paths.iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn every_form_of_a_path_is_read() {
        let text = "use crate::{\n    a::{B, c::D as E},\n    e::F,\n};\nuse g::*; // crate::comment\n\
                    fn f(x: &self::h::I) -> crate::i::J::<K> { self.x }\n#[cfg(test)]\nmod tests {\n    use crate::k::L;\n}";
        let paths = Paths::of(text);
        let expected = ["crate::a::B", "crate::a::c::D", "crate::e::F", "g::*", "self::h::I", "crate::i::J"];
        assert_eq!(joined(&paths.known), expected);
        assert_eq!(joined(&paths.exported), [""; 0]);
    }

    #[test]
    fn names_for_others_are_told_apart() {
        let paths = Paths::of("pub use a::B;\npub(crate) use self::{c::D, e};\nfn f(x: ()) { use g::H; }");
        assert_eq!(joined(&paths.exported), ["a::B", "self::c::D", "self::e"]);
        assert_eq!(joined(&paths.known), ["g::H"]);
    }
}
