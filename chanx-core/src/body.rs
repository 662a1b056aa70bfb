//! The body of answers over HTTP.

use bytes::Bytes;

/// The body of an answer.
pub type Body = http_body_util::Full<Bytes>;
