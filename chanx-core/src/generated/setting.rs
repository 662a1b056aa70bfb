//! Values of settings that may be written in a shorter way in `#[consumer(…)]`.

/// A list of texts: `["chat.v1"]`.
pub fn texts<I: IntoIterator<Item: Into<String>>>(texts: I) -> Vec<String> {
    texts.into_iter().map(Into::into).collect()
}
