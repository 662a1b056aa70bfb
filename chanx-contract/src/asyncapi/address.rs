//! The address of a route: its path with `{name}` in place of parameters.

/// The address, and the names of the parameters in it, in order.
pub(super) fn address(path: &str) -> (String, Vec<String>) {
    let mut address = String::from("/");
    let mut names: Vec<String> = Vec::new();
    let mut rest = path;
    // What stands before it is literal; a regular expression is the last part of a path.
    let mut regex = false;
    while let Some(first) = rest.chars().next() {
        let group = rest.strip_prefix("(?P<").or_else(|| rest.strip_prefix("(?<"));
        if let Some((name, _)) =
            group.filter(|group| !group.starts_with(['=', '!'])).and_then(|group| group.split_once('>'))
        {
            regex = true;
            push(&mut address, &mut names, name);
            rest = without_repetition(&rest[enclosed(rest)..]);
        } else if let Some((written, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            push(&mut address, &mut names, written.rsplit(':').next().unwrap_or(written));
            rest = after;
        } else if first == '^' {
            regex = true;
            rest = &rest[1..];
        } else if regex || matches!(first, '(' | '[' | '\\' | '$') {
            regex = true;
            rest = expression(&mut address, rest);
        } else {
            address.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (address, names)
}

fn push(address: &mut String, names: &mut Vec<String>, name: &str) {
    address.push('{');
    address.push_str(name);
    address.push('}');
    names.push(name.to_owned());
}

/// Writes the next part of a regular expression: what it stands for, or `*`.
fn expression<'r>(address: &mut String, rest: &'r str) -> &'r str {
    let Some(first) = rest.chars().next() else { return rest };
    let after = &rest[first.len_utf8()..];
    match first {
        '$' => after,
        '\\' => match after.chars().next() {
            Some(escaped) if !escaped.is_ascii_alphanumeric() => {
                address.push(escaped);
                &after[escaped.len_utf8()..]
            }
            Some(class) => {
                star(address);
                without_repetition(&after[class.len_utf8()..])
            }
            None => after,
        },
        '(' | '[' => {
            star(address);
            without_repetition(&rest[enclosed(rest)..])
        }
        '.' => {
            star(address);
            without_repetition(after)
        }
        '|' => {
            star(address);
            after
        }
        // A character that need not be there, or may be repeated.
        '?' | '*' | '+' | '{' => {
            address.pop();
            star(address);
            without_repetition(rest)
        }
        _ => {
            address.push(first);
            after
        }
    }
}

fn star(address: &mut String) {
    if !address.ends_with('*') {
        address.push('*');
    }
}

/// The length of a group or a class at the beginning, brackets included.
fn enclosed(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut class = false;
    let mut escaped = false;
    for (at, letter) in rest.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if !class => {
                class = true;
                depth += 1;
            }
            ']' if class => {
                class = false;
                depth -= 1;
            }
            '(' if !class => depth += 1,
            ')' if !class => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && !escaped {
            return at + letter.len_utf8();
        }
    }
    rest.len()
}

/// What follows a repetition.
fn without_repetition(rest: &str) -> &str {
    let rest = match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
        Some((_, after)) => after,
        None => rest.strip_prefix(['*', '+', '?']).unwrap_or(rest),
    };
    rest.strip_prefix('?').unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_their_parameters() {
        for (path, written, names) in [
            ("", "/", &[][..]),
            ("ws/rooms/<uuid:room_id>/", "/ws/rooms/{room_id}/", &["room_id"]),
            ("ws/<a>-<int:b>", "/ws/{a}-{b}", &["a", "b"]),
            (r"^ws/archive/(?<year>\d{4})/$", "/ws/archive/{year}/", &["year"]),
            (
                "more/<int:floor>/^(?P<room_id>[0-9a-f)-]{36})$",
                "/more/{floor}/{room_id}",
                &["floor", "room_id"],
            ),
            (r"^a\.b/(?:x|y)+/[0-9]{2,}/(?<all>.*)", "/a.b/*/*/{all}", &["all"]),
            ("^files?/.*$", "/file*/*", &[]),
        ] {
            let (address, found) = address(path);
            assert_eq!(
                (address.as_str(), &found[..]),
                (written, &names.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
                "{path}"
            );
        }
    }
}
