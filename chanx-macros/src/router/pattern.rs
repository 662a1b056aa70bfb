//! The literal of a `path(…)`: text with `<name>` or `<converter:name>` in it.

use chanx_path::{Mistake, Piece, Segment, segments};

use super::literal::{Capture, Wrong};

/// Finds its parameters, or what is wrong in it.
pub(super) fn read(literal: &str) -> Result<Vec<Capture>, Wrong> {
    if literal.starts_with('/') {
        let what = "can never match: paths are matched without their leading `/`, so leave it out";
        return Err(Wrong { what: what.to_owned(), at: 0..1 });
    }
    let mut captures: Vec<Capture> = Vec::new();
    for segment in segments(literal) {
        let Segment { piece, at } = segment.map_err(|Mistake { what, at }| Wrong { what, at })?;
        let Piece::Param { converter, name } = piece else {
            text(literal, at.start, at.end)?;
            continue;
        };
        if syn::parse_str::<syn::Ident>(name).is_err() {
            return Err(Wrong { what: format!("`{name}` is no name of a field"), at });
        }
        if captures.iter().any(|other| other.name == name) {
            return Err(Wrong { what: format!("`{name}` is there twice"), at });
        }
        captures.push(Capture { name: name.to_owned(), converter: converter.name() });
    }
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
