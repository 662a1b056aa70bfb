//! The page's questions: which route serves a path, and what the server would say to a text there.

use std::{fmt, num::NonZero};

use bytes::Bytes;
use chanx_core::server::{PageRequest, Site};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use http::{
    HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::bundle;

/// Questions in a second, by default.
pub(crate) const PER_SECOND: u32 = 50;
/// Most bytes of a question. A text in it is written as JSON once more, which makes most texts longer, and few of them twice as long.
pub(crate) const MAX_BODY: usize = 2 * 1024 * 1024;

/// Answers questions, so many in a second.
pub(crate) struct Checker(DefaultDirectRateLimiter);

#[derive(Deserialize)]
struct Question {
    path: String,
    text: Option<String>,
}

impl Checker {
    pub(crate) fn new(per_second: u32) -> Self {
        let per_second = NonZero::new(per_second).unwrap_or(NonZero::<u32>::MIN);
        let burst = per_second.saturating_add(per_second.get());
        Self(RateLimiter::direct(Quota::per_second(per_second).allow_burst(burst)))
    }

    pub(crate) fn answer<S>(&self, request: &PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        // A form of another site can send no JSON.
        let kind = request.head().headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.and_then(|kind| kind.split(';').next()).is_none_or(|kind| kind.trim() != "application/json") {
            return refused(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "A question is of the type application/json.",
            );
        }
        if self.0.check().is_err() {
            let mut refused = refused(StatusCode::TOO_MANY_REQUESTS, "Too many checks.");
            refused.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            return refused;
        }
        let Question { path, text } = match serde_json::from_slice(request.body()) {
            Ok(question) => question,
            Err(error) => return refused(StatusCode::BAD_REQUEST, &format!("No question: {error}.")),
        };
        let Some(place) = site.trial(&path, None) else { return told(None, None) };
        let most = site.outline()[place.route].settings.max_message_size;
        if let Some(text) = text.as_deref().filter(|text| text.len() > most) {
            let detail = format!(
                "The text has {} bytes, and this endpoint takes messages of at most {most}.",
                text.len()
            );
            return refused(StatusCode::PAYLOAD_TOO_LARGE, &detail);
        }
        let trial = site.trial(&path, text.as_deref());
        told(Some(place.route), trial.and_then(|trial| trial.refusal))
    }
}

fn told(route: Option<usize>, refusal: Option<String>) -> Response<Bytes> {
    let answer: Value = refusal.map_or(Value::Null, |refusal| {
        // It is JSON that the server wrote.
        serde_json::from_str(&refusal).unwrap_or_default()
    });
    bundle::json(StatusCode::OK, json!({ "route": route, "answer": answer }).to_string().into())
}

fn refused(status: StatusCode, detail: &str) -> Response<Bytes> {
    bundle::json(status, json!({ "detail": detail }).to_string().into())
}

impl fmt::Debug for Checker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checker")
    }
}
