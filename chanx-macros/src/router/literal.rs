//! What the literal of a route has in it, and what can be wrong there.

/// A parameter in a literal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Capture {
    pub(super) name: String,
    /// Empty for a group of a regular expression.
    pub(super) converter: &'static str,
}

/// What is wrong in a literal: the words, and the bytes of its value that they are about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) what: String,
    pub(super) at: std::ops::Range<usize>,
}
