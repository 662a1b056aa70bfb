//! The literals of `groups(…)`: text with `{name}` in it.

use syn::LitStr;

use crate::common::errors::Errors;

/// A literal and its pieces.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) literal: LitStr,
    pub(crate) parts: Vec<Part>,
}

/// A piece of a literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Text(String),
    /// `{name}`
    Param(String),
}

impl Group {
    /// Reads a literal; `None` where it is malformed.
    pub(crate) fn check(errors: &Errors, literal: LitStr) -> Option<Self> {
        match parse(&literal.value()) {
            Ok(parts) => Some(Self { literal, parts }),
            Err(message) => {
                errors.push(&literal, format!("`{}`: {message}", literal.value()));
                None
            }
        }
    }

    /// The names in braces.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Param(name) => Some(name.as_str()),
        })
    }
}

fn parse(text: &str) -> Result<Vec<Part>, &'static str> {
    if text.is_empty() {
        return Err("a group needs a name");
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(brace) = rest.find(['{', '}']) {
        let (text, tail) = rest.split_at(brace);
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
        let inner = tail.strip_prefix('{').ok_or("`}` without `{` before it")?;
        let (name, tail) = inner.split_once('}').ok_or("`{` without `}` after it")?;
        if syn::parse_str::<syn::Ident>(name).is_err() {
            return Err("name a field of `params = …` between `{` and `}`");
        }
        parts.push(Part::Param(name.to_owned()));
        rest = tail;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::{Part, parse};

    #[test]
    fn text_and_names() {
        let parts = parse("room_{room_id}!");
        let text = |text: &str| Part::Text(text.to_owned());
        assert_eq!(parts, Ok(vec![text("room_"), Part::Param("room_id".to_owned()), text("!")]));
    }

    #[test]
    fn malformed_ones() {
        for literal in ["", "{", "}", "{}", "a{b c}", "{a}}"] {
            assert!(parse(literal).is_err(), "{literal}");
        }
    }
}
