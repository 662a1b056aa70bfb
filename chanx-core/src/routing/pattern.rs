//! One pattern: parsed, compiled to a regular expression, matched.

use std::fmt::Write as _;

use regex::Regex;

use super::percent;

/// What may stand in a parameter's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Converter {
    Str,
    Int,
    Slug,
    Uuid,
    Path,
}

impl Converter {
    pub(super) const ALL: [Self; 5] = [Self::Str, Self::Int, Self::Slug, Self::Uuid, Self::Path];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Str => "str",
            Self::Int => "int",
            Self::Slug => "slug",
            Self::Uuid => "uuid",
            Self::Path => "path",
        }
    }

    fn regex(self) -> &'static str {
        match self {
            Self::Str => "[^/]+",
            Self::Int => "[0-9]+",
            Self::Slug => "[-a-zA-Z0-9_]+",
            Self::Uuid => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            Self::Path => ".+",
        }
    }
}

/// A piece of a literal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Param(Converter, &'a str),
}

/// Splits a literal into text and parameters.
pub(super) fn parse(literal: &str) -> Result<Vec<Part<'_>>, String> {
    let mut parts = Vec::new();
    let mut rest = literal;
    while let Some(open) = rest.find(['<', '>']) {
        let (text, tail) = rest.split_at(open);
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        let inner = tail.strip_prefix('<').ok_or("`>` without `<` before it")?;
        let close = inner.find('>').ok_or("`<` without `>` after it")?;
        parts.push(param(&inner[..close])?);
        rest = &inner[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

fn param(inner: &str) -> Result<Part<'_>, String> {
    let (converter, name) = inner.split_once(':').unwrap_or(("str", inner));
    let converter = Converter::ALL.into_iter().find(|known| known.name() == converter).ok_or_else(|| {
        format!("`{converter}` is no converter; there are `str`, `int`, `slug`, `uuid` and `path`")
    })?;
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    if starts && letters.all(|letter| letter == '_' || letter.is_alphanumeric()) {
        Ok(Part::Param(converter, name))
    } else {
        Err(format!("`<{inner}>` does not name a field"))
    }
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// Whether it was written as a regular expression.
    raw: bool,
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
        for part in parse(literal)? {
            match part {
                // A `%` is an escape in what is matched; see `percent`.
                Part::Text(text) => source.push_str(&regex::escape(&text.replace('%', "%25"))),
                Part::Param(converter, name) => {
                    let _ = write!(source, "({})", converter.regex());
                    params.push(Param {
                        name: name.to_owned(),
                        converter: Some(converter),
                        group: params.len() + 1,
                    });
                }
            }
        }
        source.push_str(end);
        Ok(Self { regex: compile(&source)?, raw: false, params })
    }

    /// Compiles a regular expression as it was written.
    pub(super) fn regex(source: &str) -> Result<Self, String> {
        let regex = compile(source)?;
        let params = regex
            .capture_names()
            .enumerate()
            .filter_map(|(group, name)| Some(Param { name: name?.to_owned(), converter: None, group }))
            .collect();
        Ok(Self { regex, raw: true, params })
    }

    /// Whether it was written as a regular expression (`re_path`).
    pub(super) fn is_regex(&self) -> bool {
        self.raw
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
