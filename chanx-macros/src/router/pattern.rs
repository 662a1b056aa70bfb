//! The literal of a `path(…)`: text with `<name>` or `<converter:name>` in it.

use super::route::{Capture, Wrong};

const CONVERTERS: [&str; 5] = ["str", "int", "slug", "uuid", "path"];

/// Finds its parameters, or what is wrong in it.
pub(super) fn read(literal: &str) -> Result<Vec<Capture>, Wrong> {
    if literal.starts_with('/') {
        let what = "can never match: paths are matched without their leading `/`, so leave it out";
        return Err(Wrong { what: what.to_owned(), at: 0..1 });
    }
    let mut captures: Vec<Capture> = Vec::new();
    let mut start = 0;
    while let Some(found) = literal[start..].find(['<', '>']) {
        let open = start + found;
        text(literal, start, open)?;
        let wrong = |what: &str, at| Err(Wrong { what: what.to_owned(), at });
        if literal[open..].starts_with('>') {
            return wrong("`>` without `<` before it", open..open + 1);
        }
        let Some(length) = literal[open..].find('>') else {
            return wrong("`<` without `>` after it", open..literal.len());
        };
        if let Some(next) = literal[open + 1..open + length].find('<') {
            return wrong("`<` without `>` after it", open..open + 1 + next);
        }
        let at = open..open + length + 1;
        let capture =
            parameter(&literal[at.start + 1..at.end - 1]).map_err(|what| Wrong { what, at: at.clone() })?;
        if captures.iter().any(|other| other.name == capture.name) {
            return Err(Wrong { what: format!("`{}` is there twice", capture.name), at });
        }
        captures.push(capture);
        start = at.end;
    }
    text(literal, start, literal.len())?;
    Ok(captures)
}

/// Text that a request's path can have.
fn text(literal: &str, start: usize, end: usize) -> Result<(), Wrong> {
    for (index, letter) in literal[start..end].char_indices() {
        let at = start + index;
        let what = match letter {
            '{' | '}' => return Err(foreign(literal, at)),
            ':' | '*' if literal[..at].is_empty() || literal[..at].ends_with('/') => {
                return Err(foreign(literal, at));
            }
            '?' => "can never match: a path ends before `?`",
            '#' => "can never match: a path ends before `#`",
            letter if letter.is_whitespace() || letter.is_control() => {
                "can never match: there is no white space in a path"
            }
            _ => continue,
        };
        return Err(Wrong { what: what.to_owned(), at: at..at + letter.len_utf8() });
    }
    Ok(())
}

/// A parameter as axum writes it, `{name}`, `{*name}`, `:name` or `*name`, which would be text here.
fn foreign(literal: &str, start: usize) -> Wrong {
    let segment = literal[start..].split('/').next().unwrap_or_default();
    let length = segment.find('}').map_or(segment.len(), |end| end + 1);
    let written = &segment[..length];
    let name = written.trim_start_matches(['{', ':', '*']).trim_end_matches('}');
    let converter = if written.contains('*') { "path" } else { "slug" };
    let what = if syn::parse_str::<syn::Ident>(name).is_ok() {
        format!(
            "axum's `{written}` is written `<{converter}:{name}>` here; \
             there are `str`, `int`, `slug`, `uuid` and `path`"
        )
    } else {
        format!("`{written}` is no part of a path; a parameter is written `<slug:name>`")
    };
    Wrong { what, at: start..start + length }
}

fn parameter(inner: &str) -> Result<Capture, String> {
    let (converter, name) = inner.split_once(':').unwrap_or(("str", inner));
    let Some(&converter) = CONVERTERS.iter().find(|known| **known == converter) else {
        return Err(format!(
            "`{converter}` is no converter; there are `str`, `int`, `slug`, `uuid` and `path`"
        ));
    };
    if name.is_empty() {
        return Err("the parameter has no name: write `<converter:name>`".to_owned());
    }
    if syn::parse_str::<syn::Ident>(name).is_err() {
        return Err(format!("`{name}` is no name of a field"));
    }
    Ok(Capture { name: name.to_owned(), converter })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn parameters_are_found() {
        let read = read("ws/<name>/<uuid:room_id>/<path:rest>").unwrap_or_default();
        let read: Vec<_> = read.iter().map(|capture| (capture.converter, capture.name.as_str())).collect();
        assert_eq!(read, [("str", "name"), ("uuid", "room_id"), ("path", "rest")]);
        assert_eq!(super::read("ws/a:b/2*3/").map(|read| read.len()), Ok(0));
        assert_eq!(super::read("").map(|read| read.len()), Ok(0));
    }

    #[test]
    fn the_place_of_a_mistake_is_told() {
        let cases = [
            ("/ws", 0..1),
            ("ws/<uuid:id", 3..11),
            ("ws/<uuid:id/<int:a>", 3..12),
            ("ws/uuid:id>", 10..11),
            ("ws/<uid:id>/", 3..11),
            ("ws/<int:>/", 3..9),
            ("ws/<>/", 3..5),
            ("ws/<int:a b>/", 3..12),
            ("<int:a>/<str:a>", 8..15),
            ("ä b", 2..3),
            ("ws/?x", 3..4),
            ("ws/{room}/x", 3..9),
            ("ws/a{room}b/", 4..10),
            ("ws/{*rest}", 3..10),
            ("ws/:room/x", 3..8),
            ("*rest", 0..5),
            ("ws/<int:a>}/", 10..11),
        ];
        for (literal, at) in cases {
            assert_eq!(read(literal).err().map(|wrong| wrong.at), Some(at), "{literal}");
        }
    }
}
