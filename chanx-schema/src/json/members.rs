//! The members of a text's object, without a look at what their values are.

use super::cursor::plain_until;

/// One member of an object, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'a> {
    /// The key with its quotes.
    pub key: &'a str,
    /// The value.
    pub value: &'a str,
}

/// The members of the object that the text is, in order, however deep their values nest. It judges nothing: where the text
/// is no JSON, it gives what can be told apart, and none where it is no object.
///
/// ```
/// use chanx_schema::json::members;
///
/// let mut found = members(r#" {"ref": "7", "payload": [1, {"a": "}"}]}"#);
/// assert_eq!(found.next().map(|member| (member.key, member.value)), Some((r#""ref""#, r#""7""#)));
/// assert_eq!(found.next().map(|member| member.value), Some(r#"[1, {"a": "}"}]"#));
/// assert_eq!(found.next(), None);
/// ```
pub fn members(text: &str) -> impl Iterator<Item = Member<'_>> {
    let mut rest = text.trim_ascii_start().strip_prefix('{');
    std::iter::from_fn(move || {
        let begun = rest?.trim_ascii_start();
        let key = &begun[..string(begun)?];
        let value = begun[key.len()..].trim_ascii_start().strip_prefix(':')?.trim_ascii_start();
        let length = value_length(value);
        rest = value[length..].strip_prefix(',');
        let value = value[..length].trim_ascii_end();
        (!value.is_empty()).then_some(Member { key, value })
    })
}

/// The length of the string that the text begins with, its quotes included.
fn string(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = (*bytes.first()? == b'"').then_some(1)?;
    loop {
        at = plain_until(bytes, at);
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            // Where the text is cut behind it, the next look finds nothing.
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Up to the comma or bracket that ends the value, or all of the text.
fn value_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => match string(&text[at..]) {
                Some(length) => at += length - 1,
                None => return text.len(),
            },
            b'{' | b'[' => depth += 1,
            b',' | b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::members;

    fn of(text: &str) -> Vec<(&str, &str)> {
        members(text).map(|member| (member.key, member.value)).collect()
    }

    #[test]
    fn strings_and_brackets_hide_what_is_in_them() {
        assert_eq!(
            of(r#"{"a":"x,\"}","b" : {"c":[1,2],"a":3} ,"\u0064":null}"#),
            [(r#""a""#, r#""x,\"}""#), (r#""b""#, r#"{"c":[1,2],"a":3}"#), (r#""\u0064""#, "null")]
        );
        let deep = format!(r#"{{"a":{}{},"b":1}}"#, "[".repeat(1000), "]".repeat(1000));
        assert_eq!(of(&deep)[1], (r#""b""#, "1"));
    }

    #[test]
    fn what_is_no_object_has_none_and_a_cut_one_those_before() {
        for text in ["", "[1]", "7", r#""{""#, "{", "{}", "{a:1}", r#"{"a"}"#, r#"{"a":}"#, "{\"é"] {
            assert_eq!(of(text), [], "{text}");
        }
        assert_eq!(of(r#"{"a":1,"b":{"c":"#), [(r#""a""#, "1"), (r#""b""#, r#"{"c":"#)]);
        assert_eq!(of(r#"{"a":1,"b":"\"#), [(r#""a""#, "1"), (r#""b""#, r#""\"#)]);
    }
}
