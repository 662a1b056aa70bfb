//! A user, and how she is known.

use std::{borrow::Cow, io};

use chanx::{Authentication, prelude::*};
use http::request::Parts;

pub(super) struct Ann;

impl User for Ann {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed("ann")
    }
}

/// `X-Name: ann`, or whatever token is presented.
pub(super) struct Known;

impl<S: Sync> Authentication<S> for Known {
    type User = Ann;

    async fn authenticate(request: &mut Parts, _: &S) -> Result<Option<Identity<Ann>>, Rejection> {
        match request.headers.get("x-name").map(http::HeaderValue::as_bytes) {
            None => Ok(request.headers.contains_key("authorization").then(|| Ann.into())),
            Some(b"ann") => Ok(Some(Ann.into())),
            Some(b"broken") => Err(io::Error::other("no database"))?,
            Some(_) => Err(Rejection::unauthorized("Who?")),
        }
    }
}
