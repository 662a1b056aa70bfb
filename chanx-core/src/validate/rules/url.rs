//! The rule on URLs, which has a feature: `url` and its tables of international names are a fifth of all dependencies.

/// Judges whether a text is an absolute URL (WHATWG).
#[cfg(feature = "url")]
pub(crate) fn is_url(text: &str) -> bool {
    garde::rules::url::Url::validate_url(&text).is_ok()
}

/// Every text passes for a URL: what that is cannot be told without the feature.
#[cfg(not(feature = "url"))]
pub(crate) fn is_url(_: &str) -> bool {
    true
}

/// `#[garde(url)]`: an absolute URL, as browsers read it (WHATWG).
#[cfg(feature = "url")]
pub fn url<T: super::Text + ?Sized>(
    value: &T,
    at: &crate::validate::At<'_>,
    faults: &mut Vec<crate::validate::Fault>,
) {
    super::text::judge(value, at, faults, |text| garde::rules::url::apply(text, ()));
}
