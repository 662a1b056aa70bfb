//! axum's extractors as authentications: what guards the REST handlers guards the sockets.

use std::marker::PhantomData;

use axum_core::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{
    StatusCode,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
    request::Parts,
};
use http_body_util::{BodyExt, Limited};
use serde_json::Value;

use super::{Authentication, Identity, Rejection};
use crate::wire;

/// Most bytes of a rejection's body that are kept.
const LONGEST_BODY: usize = 64 * 1024;
/// Most bytes of it that are told as the reason.
const LONGEST_REASON: usize = 1024;

/// Authenticates by an axum extractor (`FromRequestParts`): `authentication(Extractor<CurrentUser>)`.
///
/// `E` is the user itself, or is made into one: `Extractor<Claims, Account>` needs `From<Claims>` for `Identity<Account>`,
/// which can say when it expires. The consumer's state is the extractor's.
///
/// What the extractor rejects is refused. Before the upgrade, the answer is its own, but for 500 and more; in an `authentication` message, the
/// reason is its body, if that is plain text or JSON with a text `detail`, `message` or `error`, and the status is 401
/// (also for 400 and redirections), 404, 500 for all of 500 and more, else 403.
#[derive(Debug)]
pub struct Extractor<E, U = E>(PhantomData<fn() -> (E, U)>);

/// The same for an extractor that may find nothing (`OptionalFromRequestParts`): the next authentication is tried then.
#[derive(Debug)]
pub struct OptionalExtractor<E, U = E>(PhantomData<fn() -> (E, U)>);

impl<E, U, S> Authentication<S> for Extractor<E, U>
where
    E: FromRequestParts<S> + Into<Identity<U>> + Send + 'static,
    U: Send + 'static,
    S: Sync,
{
    type User = U;

    async fn authenticate(request: &mut Parts, state: &S) -> Result<Option<Identity<U>>, Rejection> {
        // A rejection may be bound to its thread: it becomes a response before anything else is awaited.
        let extracted = E::from_request_parts(request, state).await.map_err(IntoResponse::into_response);
        match extracted {
            Ok(user) => Ok(Some(user.into())),
            Err(response) => Err(rejection(response).await),
        }
    }
}

impl<E, U, S> Authentication<S> for OptionalExtractor<E, U>
where
    E: OptionalFromRequestParts<S> + Into<Identity<U>> + Send + 'static,
    U: Send + 'static,
    S: Sync,
{
    type User = U;

    async fn authenticate(request: &mut Parts, state: &S) -> Result<Option<Identity<U>>, Rejection> {
        let extracted = E::from_request_parts(request, state).await.map_err(IntoResponse::into_response);
        match extracted {
            Ok(user) => Ok(user.map(Into::into)),
            Err(response) => Err(rejection(response).await),
        }
    }
}

/// What an extractor's answer means here.
async fn rejection(response: Response) -> Rejection {
    let (mut head, body) = response.into_parts();
    let body = Limited::new(body, LONGEST_BODY).collect().await;
    let body = body.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    // The server says it anew, also of a body that was not kept.
    head.headers.remove(CONTENT_LENGTH);
    if head.status.is_server_error() {
        return Rejection::failed(format!("the extractor answered {}", head.status));
    }
    let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let reason = reason(kind, &body);
    let usual = |words: &'static str| reason.clone().unwrap_or_else(|| words.to_owned());
    let rejection = match head.status {
        StatusCode::NOT_FOUND => Rejection::not_found(usual("Not found.")),
        StatusCode::UNAUTHORIZED | StatusCode::BAD_REQUEST => {
            Rejection::unauthorized(usual(wire::NO_CREDENTIALS))
        }
        status if status.is_client_error() => {
            Rejection::forbidden(usual(status.canonical_reason().unwrap_or("Forbidden")))
        }
        // Sent elsewhere, to log in most likely.
        _ => Rejection::unauthenticated(),
    };
    rejection.with_response(http::Response::from_parts(head, body))
}

/// The reason in an answer's body.
fn reason(kind: &str, body: &Bytes) -> Option<String> {
    let text = str::from_utf8(body).ok()?;
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    // Errors often have a JSON type of their own (RFC 9457 section 3; RFC 6839 section 3.1).
    let reason = if kind == "application/json" || kind.ends_with("+json") {
        let body: Value = serde_json::from_str(text).ok()?;
        ["detail", "message", "error"].iter().find_map(|name| body.get(name)?.as_str().map(str::to_owned))?
    } else if kind == "text/plain" {
        text.to_owned()
    } else {
        return None;
    };
    let reason = reason.trim();
    (!reason.is_empty()).then(|| reason[..reason.floor_char_boundary(LONGEST_REASON)].to_owned())
}

#[cfg(test)]
mod tests {
    use http::header::{CONTENT_LENGTH, HeaderValue, LOCATION};

    use super::*;

    #[derive(Debug, PartialEq)]
    struct Name(String);

    #[derive(Debug, PartialEq)]
    struct Account(String);

    impl From<Name> for Identity<Account> {
        fn from(Name(name): Name) -> Self {
            Self::new(Account(name))
        }
    }

    /// `x-name: ann`, or what `x-answer` says.
    impl FromRequestParts<()> for Name {
        type Rejection = Response;

        async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Response> {
            let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
            if let Some(name) = header("x-name") {
                return Ok(Self(name.to_owned()));
            }
            let plain = |status: u16, body: &'static str| {
                (StatusCode::from_u16(status).unwrap(), body).into_response()
            };
            Err(match header("x-answer") {
                Some("401") => plain(401, "Who are you?\n"),
                Some("400") => plain(400, ""),
                Some("403") => plain(403, "Not you."),
                Some("429") => plain(429, ""),
                Some("404") => plain(404, ""),
                Some("500") => plain(500, "the database at 10.0.0.7 is gone"),
                Some("200") => "log in here".into_response(),
                Some("303") => (StatusCode::SEE_OTHER, [(LOCATION, "/log-in")]).into_response(),
                Some("json") => {
                    let kind = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
                    (StatusCode::UNAUTHORIZED, kind, r#"{"code":7,"detail":"Log in first."}"#).into_response()
                }
                Some("problem") => {
                    let kind =
                        [(CONTENT_TYPE, HeaderValue::from_static("Application/Problem+JSON; charset=utf-8"))];
                    (StatusCode::UNAUTHORIZED, kind, r#"{"detail":"Log in first."}"#).into_response()
                }
                Some("html") => {
                    let kind = [(CONTENT_TYPE, HeaderValue::from_static("text/html"))];
                    (StatusCode::UNAUTHORIZED, kind, "<h1>No</h1>").into_response()
                }
                _ => {
                    let length = [(CONTENT_LENGTH, HeaderValue::from_static("100000"))];
                    (StatusCode::FORBIDDEN, length, "x".repeat(100_000)).into_response()
                }
            })
        }
    }

    impl OptionalFromRequestParts<()> for Name {
        type Rejection = Response;

        async fn from_request_parts(parts: &mut Parts, state: &()) -> Result<Option<Self>, Response> {
            if parts.headers.is_empty() {
                return Ok(None);
            }
            <Self as FromRequestParts<()>>::from_request_parts(parts, state).await.map(Some)
        }
    }

    fn request(header: &str, value: &str) -> Parts {
        http::Request::get("/").header(header, value).body(()).unwrap().into_parts().0
    }

    #[tokio::test]
    async fn what_is_extracted_is_the_user_or_made_into_one() {
        let mut parts = request("x-name", "ann");
        let (name, ..) =
            Extractor::<Name>::authenticate(&mut parts, &()).await.unwrap().unwrap().into_parts();
        assert_eq!(name, Name("ann".to_owned()));
        let identity = Extractor::<Name, Account>::authenticate(&mut parts, &()).await.unwrap().unwrap();
        assert_eq!(identity, Identity::new(Account("ann".to_owned())));
        let identity =
            OptionalExtractor::<Name, Account>::authenticate(&mut parts, &()).await.unwrap().unwrap();
        assert_eq!(identity, Identity::new(Account("ann".to_owned())));
    }

    #[tokio::test]
    async fn an_optional_one_that_finds_nothing_leaves_it_to_others() {
        let mut parts = http::Request::new(()).into_parts().0;
        assert_eq!(OptionalExtractor::<Name>::authenticate(&mut parts, &()).await.unwrap(), None);
        let mut parts = request("x-answer", "401");
        assert!(
            OptionalExtractor::<Name>::authenticate(&mut parts, &()).await.unwrap_err().is_unauthorized()
        );
    }

    #[tokio::test]
    async fn a_rejection_keeps_its_reason_and_before_the_upgrade_its_whole_answer() {
        for (answer, status, reason, http, body) in [
            ("401", 401, "Who are you?", 401, "Who are you?\n"),
            ("400", 401, wire::NO_CREDENTIALS, 400, ""),
            ("403", 403, "Not you.", 403, "Not you."),
            ("429", 403, "Too Many Requests", 429, ""),
            ("404", 404, "Not found.", 404, ""),
            ("500", 500, wire::SERVER_ERROR, 500, "Internal server error\n"),
            ("200", 401, wire::NO_CREDENTIALS, 401, "log in here"),
            ("303", 401, wire::NO_CREDENTIALS, 303, ""),
            ("json", 401, "Log in first.", 401, r#"{"code":7,"detail":"Log in first."}"#),
            ("problem", 401, "Log in first.", 401, r#"{"detail":"Log in first."}"#),
            ("html", 401, wire::NO_CREDENTIALS, 401, "<h1>No</h1>"),
        ] {
            let rejection =
                Extractor::<Name>::authenticate(&mut request("x-answer", answer), &()).await.unwrap_err();
            assert_eq!((rejection.status().as_u16(), rejection.detail()), (status, reason), "{answer}");
            let response = rejection.into_response("Bearer");
            assert_eq!(response.status().as_u16(), http);
            assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), body);
        }
        let long = Extractor::<Name>::authenticate(&mut request("x-answer", "long"), &()).await.unwrap_err();
        assert_eq!((long.status().as_u16(), long.detail()), (403, "Forbidden"));
        // What is not kept is not announced: a client would wait for it.
        assert!(!long.into_response("Bearer").headers().contains_key(CONTENT_LENGTH));
        let located =
            Extractor::<Name>::authenticate(&mut request("x-answer", "303"), &()).await.unwrap_err();
        assert_eq!(located.into_response("Bearer").headers()[LOCATION], "/log-in");
    }
}
