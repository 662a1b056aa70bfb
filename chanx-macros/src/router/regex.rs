//! The literal of a `re_path(…)`: a regular expression whose groups have names.

use std::ops::Range;

use regex_syntax::{
    Parser,
    ast::{self, Ast, GroupKind, Span, Visitor},
};

use super::literal::{Capture, Wrong};

/// Finds its named groups, or what is wrong in it.
pub(super) fn read(literal: &str) -> Result<Vec<Capture>, Wrong> {
    let ast = ast::parse::Parser::new()
        .parse(literal)
        .map_err(|error| Wrong { what: error.kind().to_string(), at: range(error.span()) })?;
    let groups = ast::visit(&ast, Groups::default())?;
    let hir = Parser::new().parse(literal).map_err(|error| match &error {
        regex_syntax::Error::Translate(error) => {
            Wrong { what: error.kind().to_string(), at: range(error.span()) }
        }
        error => Wrong { what: error.to_string(), at: 0..literal.len() },
    })?;
    let slash = usize::from(literal.starts_with("^/"));
    if literal[slash..].starts_with('/') && (slash == 1 || literal.len() == 1) {
        let what = "can never match: paths are matched without their leading `/`, so leave it out";
        return Err(Wrong { what: what.to_owned(), at: slash..slash + 1 });
    }
    if hir.properties().minimum_len().is_none() {
        return Err(Wrong { what: "can never match".to_owned(), at: 0..literal.len() });
    }
    Ok(groups)
}

/// Collects the named groups, and stops at one that has no name.
#[derive(Default)]
struct Groups(Vec<Capture>);

impl Visitor for Groups {
    type Output = Vec<Capture>;
    type Err = Wrong;

    fn finish(self) -> Result<Self::Output, Wrong> {
        Ok(self.0)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Wrong> {
        let Ast::Group(group) = ast else { return Ok(()) };
        match &group.kind {
            GroupKind::CaptureName { name, .. } => {
                self.0.push(Capture { name: name.name.clone(), converter: "" });
                Ok(())
            }
            GroupKind::CaptureIndex(_) => Err(Wrong {
                what: "name the group: `(?<name>…)`, or write `(?:…)`".to_owned(),
                at: range(&group.span),
            }),
            GroupKind::NonCapturing(_) => Ok(()),
        }
    }
}

fn range(span: &Span) -> Range<usize> {
    span.start.offset..span.end.offset
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn named_groups_are_found() {
        let read = read(r"^ws/(?<year>\d{4})/(?:a|b)/(?P<name>.+)$").unwrap_or_default();
        let names: Vec<_> = read.iter().map(|capture| capture.name.as_str()).collect();
        assert_eq!(names, ["year", "name"]);
    }

    #[test]
    fn the_place_of_a_mistake_is_told() {
        let cases = [
            (r"^ws/(\d+)/$", 4..9),
            (r"^ws/(?<year>\d{4}/$", 4..5),
            ("^/ws/$", 1..2),
            (r"^ws/\p{Nothing}", 4..15),
            ("(?<a>x)(?<a>y)", 10..11),
            (r"[^\s\S]", 0..7),
        ];
        for (literal, at) in cases {
            assert_eq!(read(literal).err().map(|wrong| wrong.at), Some(at), "{literal}");
        }
    }
}
