//! The literal of a route's path, by Django's rules: text with `<name>` or `<converter:name>` in it.
//!
//! Macros read it when an application is compiled, the runtime when one is built, and tools when they read a contract: all
//! by [`segments`].

use std::{fmt, ops::Range};

/// What may stand in a parameter's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Converter {
    /// Anything but `/`, and at least one character of it; the one of a parameter without a converter.
    Str,
    /// Digits.
    Int,
    /// Letters, digits, `-` and `_`, all of ASCII.
    Slug,
    /// A UUID in lower case, with hyphens.
    Uuid,
    /// Anything, `/` too, and at least one character of it.
    Path,
}

impl Converter {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Str, Self::Int, Self::Slug, Self::Uuid, Self::Path];

    /// The name that stands before the colon.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Str => "str",
            Self::Int => "int",
            Self::Slug => "slug",
            Self::Uuid => "uuid",
            Self::Path => "path",
        }
    }

    /// The converter of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

impl fmt::Display for Converter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A piece of a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// What stands in the path as it is.
    Text(&'a str),
    /// The place of a parameter.
    Param {
        /// What may stand there.
        converter: Converter,
        /// The name of the field that takes it.
        name: &'a str,
    },
}

/// A piece, and its place in the literal, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The piece.
    pub piece: Piece<'a>,
    /// Its place; that of a parameter has the brackets in it.
    pub at: Range<usize>,
}

/// A mistake in a literal, and its place, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong, in words.
    pub what: String,
    /// What is wrong, in the literal.
    pub at: Range<usize>,
}

/// Reads a literal piece by piece, up to its end or its first mistake.
///
/// ```
/// use chanx_path::{Converter, Piece, segments};
///
/// let pieces: Result<Vec<_>, _> = segments("ws/<uuid:room>/").map(|segment| Ok(segment?.piece)).collect();
/// let room = Piece::Param { converter: Converter::Uuid, name: "room" };
/// assert_eq!(pieces, Ok::<_, chanx_path::Mistake>(vec![Piece::Text("ws/"), room, Piece::Text("/")]));
/// assert!(segments("ws/<uid:room>/").any(|segment| segment.is_err()));
/// ```
pub fn segments(literal: &str) -> Segments<'_> {
    Segments { literal, at: 0 }
}

/// The pieces of a literal; [`segments`] makes it.
#[derive(Debug, Clone)]
pub struct Segments<'a> {
    literal: &'a str,
    at: usize,
}

impl<'a> Iterator for Segments<'a> {
    type Item = Result<Segment<'a>, Mistake>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.literal[self.at..];
        if rest.is_empty() {
            return None;
        }
        let begin = self.at;
        let read = match rest.find(['<', '>']) {
            Some(0) => parameter(rest, begin),
            found => {
                let end = begin + found.unwrap_or(rest.len());
                Ok(Segment { piece: Piece::Text(&self.literal[begin..end]), at: begin..end })
            }
        };
        self.at = read.as_ref().map_or(self.literal.len(), |segment| segment.at.end);
        Some(read)
    }
}

/// Reads the parameter at the beginning of `rest`, which is a bracket and stands at `begin` in the literal.
fn parameter(rest: &str, begin: usize) -> Result<Segment<'_>, Mistake> {
    let mistake = |what: String, at: Range<usize>| Mistake { what, at: begin + at.start..begin + at.end };
    let Some(inner) = rest.strip_prefix('<') else {
        return Err(mistake("`>` without `<` before it".to_owned(), 0..1));
    };
    let Some(inner) = inner.find('>').map(|length| &inner[..length]) else {
        return Err(mistake("`<` without `>` after it".to_owned(), 0..rest.len()));
    };
    if let Some(next) = inner.find('<') {
        return Err(mistake("`<` without `>` after it".to_owned(), 0..next + 1));
    }
    let at = 0..inner.len() + 2;
    let (converter, name) = inner.split_once(':').unwrap_or(("str", inner));
    let Some(converter) = Converter::named(converter) else {
        let what =
            format!("`{converter}` is no converter; there are `str`, `int`, `slug`, `uuid` and `path`");
        return Err(mistake(what, at));
    };
    if name.is_empty() {
        return Err(mistake("the parameter has no name: write `<converter:name>`".to_owned(), at));
    }
    if !is_name(name) {
        return Err(mistake(format!("`{name}` is no name of a field"), at));
    }
    Ok(Segment { piece: Piece::Param { converter, name }, at: begin + at.start..begin + at.end })
}

/// Whether a field can be called so, as far as letters tell; keywords are the compiler's to refuse.
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    starts && letters.all(|letter| letter == '_' || letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_mistake(literal: &str) -> Option<Mistake> {
        segments(literal).find_map(Result::err)
    }

    #[test]
    fn pieces_join_to_the_literal() {
        for literal in ["", "ws/", "<a>", "ws/<name>/<uuid:room_id>/<path:rest>", "ä/<int:ö_1>-<slug:_>/{x}"]
        {
            let read: Vec<_> = segments(literal).map(|segment| segment.unwrap()).collect();
            let joined: String = read.iter().map(|segment| &literal[segment.at.clone()]).collect();
            assert_eq!(joined, literal);
            for Segment { piece, at } in read {
                let written = match piece {
                    Piece::Text(text) => text.to_owned(),
                    Piece::Param { converter: Converter::Str, name } => format!("<{name}>"),
                    Piece::Param { converter, name } => format!("<{converter}:{name}>"),
                };
                assert_eq!(written, literal[at]);
            }
        }
    }

    #[test]
    fn a_mistake_has_its_place_and_ends_the_reading() {
        let cases = [
            ("ws/<uuid:id", 3..11),
            ("ws/<uuid:id/<int:a>", 3..12),
            ("ws/uuid:id>", 10..11),
            ("ws/<uid:id>/<", 3..11),
            ("ws/<int:>/", 3..9),
            ("ws/<>/", 3..5),
            ("ä/<int:a b>/", 3..12),
            ("ws/<int:1>/", 3..10),
        ];
        for (literal, at) in cases {
            assert_eq!(first_mistake(literal).map(|mistake| mistake.at), Some(at), "{literal}");
            assert!(segments(literal).last().is_some_and(|last| last.is_err()), "{literal}");
        }
    }
}
