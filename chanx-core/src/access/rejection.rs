//! Why somebody may not connect, in words for them.

use std::{borrow::Cow, error::Error, fmt};

use bytes::Bytes;
use http::{
    HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, WWW_AUTHENTICATE},
};

use crate::{body::Body, error::HandlerError, wire};

/// Why a request for access is refused: what its peer reads.
///
/// Any [`std::error::Error`] becomes one by `?`: the peer then reads only "Internal server error", and the cause is
/// logged.
///
/// | made by | HTTP status | close code |
/// |---|---|---|
/// | [`Rejection::unauthorized`] | 401 | 4401 |
/// | [`Rejection::forbidden`] | 403 | 4403 |
/// | [`Rejection::not_found`] | 404 | 4404 |
/// | `?` on an error, [`Rejection::failed`] | 500 | 4500 |
pub struct Rejection(Box<Inner>);

struct Inner {
    status: StatusCode,
    detail: Cow<'static, str>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    response: Option<Response<Bytes>>,
}

impl Rejection {
    /// The credentials are wrong, expired or missing.
    pub fn unauthorized(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail.into(), None)
    }

    /// There are no credentials: "Authentication credentials were not provided."
    pub fn unauthenticated() -> Self {
        Self::unauthorized(wire::NO_CREDENTIALS)
    }

    /// The user may not.
    pub fn forbidden(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail.into(), None)
    }

    /// There is no such object, or its existence is not to be told.
    pub fn not_found(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail.into(), None)
    }

    /// It could not be found out, for this cause, which is logged and never sent.
    pub fn failed(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let detail = Cow::Borrowed(wire::SERVER_ERROR);
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail, Some(cause.into()))
    }

    fn new(
        status: StatusCode,
        detail: Cow<'static, str>,
        cause: Option<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self(Box::new(Inner { status, detail, cause, response: None }))
    }

    /// Answers with this response where the refusal comes before the upgrade, in place of the plain text. A status below 300
    /// becomes the rejection's own.
    #[must_use]
    pub fn with_response(mut self, response: Response<Bytes>) -> Self {
        self.0.response = Some(response);
        self
    }

    /// 401, 403, 404 or 500.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The reason, as the peer reads it.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// What failed, where something did.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.cause.as_deref()
    }

    /// The credentials are wrong, expired or missing.
    pub fn is_unauthorized(&self) -> bool {
        self.0.status == StatusCode::UNAUTHORIZED
    }

    /// There is no such object.
    pub fn is_not_found(&self) -> bool {
        self.0.status == StatusCode::NOT_FOUND
    }

    /// It could not be found out.
    pub fn is_failed(&self) -> bool {
        self.0.cause.is_some()
    }

    /// The close code of a connection that is refused after its upgrade.
    pub(crate) fn close_code(&self) -> u16 {
        4000 + self.0.status.as_u16()
    }

    /// Logs it, once, for the operator.
    pub(crate) fn log(&self, what: &'static str) {
        if let Some(error) = self.cause() {
            tracing::error!(error, "{what}");
        } else {
            tracing::debug!(status = self.0.status.as_u16(), reason = &*self.0.detail, "{what}");
        }
    }

    /// The answer to a request that is refused before its upgrade. A 401 names how to authenticate (RFC 9110 section
    /// 11.6.1).
    pub(crate) fn into_response(self, challenge: &'static str) -> Response<Body> {
        self.into_answer(challenge).map(Body::new)
    }

    /// The same to a request that is never upgraded.
    pub(crate) fn into_answer(mut self, challenge: &'static str) -> Response<Bytes> {
        let mut response = self.0.response.take().unwrap_or_else(|| {
            let mut response = Response::new(Bytes::from(format!("{}\n", self.0.detail)));
            let text = HeaderValue::from_static("text/plain; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, text);
            *response.status_mut() = self.0.status;
            response
        });
        // Over HTTP/2, 200 would open the connection (RFC 8441 section 5).
        if response.status().as_u16() < 300 {
            *response.status_mut() = self.0.status;
        }
        if response.status() == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static(challenge);
            response.headers_mut().entry(WWW_AUTHENTICATE).or_insert(challenge);
        }
        response
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Rejection {
    fn from(error: E) -> Self {
        Self::failed(error)
    }
}

impl From<HandlerError> for Rejection {
    fn from(error: HandlerError) -> Self {
        Self::failed(error.into_cause())
    }
}

impl fmt::Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { status, detail, cause, .. } = &*self.0;
        let mut it = f.debug_struct("Rejection");
        it.field("status", &status.as_u16()).field("detail", detail).field("cause", cause).finish()
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.cause {
            Some(cause) => write!(f, "{}: {cause}", self.0.detail),
            None => f.write_str(&self.0.detail),
        }
    }
}
