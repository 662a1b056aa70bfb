//! From a request to its user, by the first authentication that knows its credentials.

use super::{
    Authenticator, Rejection, credentials,
    validity::{Validity, WallClock},
};
use crate::request::Request;

/// What credentials are answered with whose time is over.
const EXPIRED: &str = "The credentials have expired.";
/// What credentials are answered with that are longer than `max_credentials_size`.
const TOO_LONG: &str = "The credentials are too long.";

/// Tries the authentications in order; the first that knows the request's credentials decides.
pub(crate) async fn identify<U, S>(
    authentications: &[Authenticator<U, S>],
    request: &Request,
    state: &S,
    max_credentials: usize,
    wall_clock: WallClock,
) -> Result<(Option<U>, Validity), Rejection> {
    if authentications.is_empty() {
        return Ok((None, Validity::default()));
    }
    let mut parts = request.to_parts();
    if credentials::size(&parts) > max_credentials {
        return Err(Rejection::unauthorized(TOO_LONG));
    }
    for authentication in authentications {
        if let Some(identity) = (authentication.authenticate)(&mut parts, state).await? {
            let (user, expires_at, recheck_after) = identity.into_parts();
            let validity = Validity::new(expires_at, recheck_after, wall_clock);
            if validity.is_over() {
                return Err(Rejection::unauthorized(EXPIRED));
            }
            return Ok((Some(user), validity));
        }
    }
    Ok((None, Validity::default()))
}
