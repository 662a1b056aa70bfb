//! One pattern: parsed, compiled to a regular expression, matched.

use std::fmt::Write as _;

use chanx_path::{Converter, Piece, segments};
use regex::Regex;

use super::percent;
use crate::table::Segment;

/// What a converter's values look like.
fn expression(converter: Converter) -> &'static str {
    match converter {
        Converter::Str => "[^/]+",
        Converter::Int => "[0-9]+",
        Converter::Slug => "[-a-zA-Z0-9_]+",
        Converter::Uuid => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        Converter::Path => ".+",
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// As the tables tell it.
    pub(super) segments: Vec<Segment>,
    /// In the order of their groups' numbers.
    pub(super) params: Vec<Param>,
}

#[derive(Debug)]
pub(super) struct Param {
    pub(super) name: String,
    /// `None` in a regular expression.
    pub(super) converter: Option<Converter>,
    group: usize,
}

impl Pattern {
    /// Compiles a literal that stands for a whole path.
    pub(super) fn whole(literal: &str) -> Result<Self, String> {
        Self::literal(literal, r"\z")
    }

    /// Compiles a literal under which others stand.
    pub(super) fn prefix(literal: &str) -> Result<Self, String> {
        Self::literal(literal, "")
    }

    fn literal(literal: &str, end: &str) -> Result<Self, String> {
        let mut source = String::from(r"\A");
        let mut params = Vec::new();
        let mut told = Vec::new();
        for segment in segments(literal) {
            match segment.map_err(|mistake| mistake.what)?.piece {
                Piece::Text(text) => {
                    told.push(Segment::Text(text.to_owned()));
                    // A `%` is an escape in what is matched; see `percent`.
                    source.push_str(&regex::escape(&text.replace('%', "%25")));
                }
                Piece::Param { converter, name } => {
                    told.push(Segment::Param { converter, name: name.to_owned() });
                    let _ = write!(source, "({})", expression(converter));
                    params.push(Param {
                        name: name.to_owned(),
                        converter: Some(converter),
                        group: params.len() + 1,
                    });
                }
            }
        }
        source.push_str(end);
        Ok(Self { regex: compile(&source)?, segments: told, params })
    }

    /// Compiles a regular expression as it was written.
    pub(super) fn regex(source: &str) -> Result<Self, String> {
        let regex = compile(source)?;
        let params = regex
            .capture_names()
            .enumerate()
            .filter_map(|(group, name)| Some(Param { name: name?.to_owned(), converter: None, group }))
            .collect();
        Ok(Self { regex, segments: vec![Segment::Regex(source.to_owned())], params })
    }

    /// Matches a path, or what prefixes left of it, that [`percent::escapes`] has read. It gives the rest and
    /// adds the captured values.
    pub(super) fn matches<'t>(
        &'t self,
        path: &'t str,
        captures: &mut Vec<(&'t str, std::borrow::Cow<'t, str>)>,
    ) -> Option<&'t str> {
        let found = self.regex.captures(path)?;
        for param in &self.params {
            // An optional group may not have taken part.
            if let Some(value) = found.get(param.group) {
                captures.push((&param.name, percent::value(value.as_str())));
            }
        }
        Some(&path[found.get(0)?.end()..])
    }
}

fn compile(source: &str) -> Result<Regex, String> {
    Regex::new(source).map_err(|error| error.to_string())
}
