//! Reading headers: values that must stand alone, and lists of tokens (RFC 9110 section 5.6).

use http::{HeaderMap, HeaderName};

/// The value of a header that must stand exactly once.
pub(super) fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).into_iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok().map(str::trim),
        _ => None,
    }
}

/// The elements of a list, over all lines of the header; empty ones are left out. An element that is no text
/// comes out as `None`.
pub(super) fn list<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = Option<&'h str>> {
    headers
        .get_all(name)
        .into_iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .filter(|element| !element.is_empty())
        .map(|element| str::from_utf8(element).ok())
}

/// Whether a list has an element, in whatever case.
pub(super) fn lists(headers: &HeaderMap, name: &HeaderName, element: &str) -> bool {
    list(headers, name).flatten().any(|known| known.eq_ignore_ascii_case(element))
}

/// Whether a text is a token.
pub(super) fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}
