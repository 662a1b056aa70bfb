//! Why a request was not fulfilled, as its client reads it.

use std::{borrow::Cow, fmt};

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// Why not. What failed inside is logged, and never told.
#[derive(Debug)]
pub enum Failure {
    /// What was sent is not allowed.
    Invalid(&'static str),
    /// Who asks is not known.
    Unauthorized(&'static str),
    /// Who asks may not.
    Forbidden(&'static str),
    /// There is nothing.
    NotFound(&'static str),
    /// There is something already.
    Conflict(&'static str),
    /// It could not be done, for this cause.
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

/// `{"detail": "…"}`, as the sockets' refusals have it.
#[derive(Serialize)]
struct Body {
    detail: Cow<'static, str>,
}

impl Failure {
    pub(crate) fn failed(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(why.into())
    }

    fn parts(&self) -> (StatusCode, &'static str) {
        match self {
            Failure::Invalid(detail) => (StatusCode::UNPROCESSABLE_ENTITY, detail),
            Failure::Unauthorized(detail) => (StatusCode::UNAUTHORIZED, detail),
            Failure::Forbidden(detail) => (StatusCode::FORBIDDEN, detail),
            Failure::NotFound(detail) => (StatusCode::NOT_FOUND, detail),
            Failure::Conflict(detail) => (StatusCode::CONFLICT, detail),
            Failure::Failed(_) => (StatusCode::INTERNAL_SERVER_ERROR, "Internal server error"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Failed(cause) => cause.fmt(f),
            other => f.write_str(other.parts().1),
        }
    }
}

impl std::error::Error for Failure {}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::failed(error)
    }
}

impl From<tower_sessions::session::Error> for Failure {
    fn from(error: tower_sessions::session::Error) -> Self {
        Self::failed(error)
    }
}

impl From<tokio::task::JoinError> for Failure {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::failed(error)
    }
}

impl From<chanx::Error> for Failure {
    fn from(error: chanx::Error) -> Self {
        Self::failed(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let Failure::Failed(error) = &self {
            tracing::error!(%error, "a request failed");
        }
        let (status, detail) = self.parts();
        (status, Json(Body { detail: detail.into() })).into_response()
    }
}
