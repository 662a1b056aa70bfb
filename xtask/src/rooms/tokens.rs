//! Rust's text as words and signs, without comments, texts and characters.

/// The words and signs of a file; `::` is one sign. A module of unit tests ends it, since tests may know everything.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut tokens = Vec::new();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => quoted(rest),
            'r' | 'b' if raw(rest).is_some() => raw(rest).unwrap_or(1),
            '\'' => character(rest),
            ':' if rest.starts_with("::") => push(&mut tokens, rest, 2),
            _ if word(c) => {
                let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
                push(&mut tokens, rest, end)
            }
            _ if c.is_whitespace() => c.len_utf8(),
            _ => push(&mut tokens, rest, c.len_utf8()),
        };
        rest = &rest[length..];
        if tokens.ends_with(&["mod", "tests", "{"])
            && tokens[..tokens.len() - 3].ends_with(&["#", "[", "cfg", "(", "test", ")", "]"])
        {
            break;
        }
    }
    tokens
}

fn word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn push<'t>(tokens: &mut Vec<&'t str>, rest: &'t str, length: usize) -> usize {
    tokens.push(&rest[..length]);
    length
}

/// The length of a text in quotes.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw text, `r#"…"#` or `br"…"`, where there is one.
fn raw(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    let text = inside[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", &inside[..hashes]);
    let close = text.find(&end).map_or(text.len(), |at| at + end.len());
    Some(rest.len() - text.len() + close)
}

/// The length of a character in quotes, or of a lifetime's quote.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((escaped, c))) => {
            let behind = escaped + c.len_utf8();
            rest[behind..].find('\'').map_or(rest.len(), |end| behind + end + 1)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn texts_and_comments_are_no_code() {
        let text = "use a::b; // c\n/* d */ f(\"e\\\"\", '\"', '\\'', r#\"g\"h\"#, 'l)";
        assert_eq!(tokens(text).join(" "), "use a :: b ; f ( , , , , l )");
    }

    #[test]
    fn unit_tests_are_left_out() {
        assert_eq!(
            tokens("a #[cfg(test)] mod b; #[cfg(test)]\nmod tests { c }").concat(),
            "a#[cfg(test)]modb;#[cfg(test)]modtests{"
        );
    }
}
