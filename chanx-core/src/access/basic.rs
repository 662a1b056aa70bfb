//! A name and a password in each request (RFC 7617).

use std::{future::Future, marker::PhantomData};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::request::Parts;

use super::{Authentication, Identity, Rejection, credentials};
use crate::table::Scheme;

/// A user who is known by a name and a password: what [`BasicAuthentication`] asks.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known by names and passwords with the state `{S}`",
    label = "no `FromBasic<{S}>`",
    note = "implement `chanx::FromBasic<{S}>` for `{Self}`: it says whose name and password these are"
)]
pub trait FromBasic<S>: Sized + Send + 'static {
    /// Says whose name and password these are. `Ok(None)`: nobody's, which is refused with 401 "Invalid
    /// username/password.".
    ///
    /// Take as long for a name that nobody has as for a wrong password, so that the time does not tell them apart.
    ///
    /// # Errors
    /// The connection is refused; an error that is no [`Rejection`] is logged and answered with 500.
    fn from_basic(
        username: &str,
        password: &str,
        state: &S,
    ) -> impl Future<Output = Result<Option<Identity<Self>>, Rejection>> + Send;
}

/// Authenticates by `Authorization: Basic …`: `authentication(BasicAuthentication<Account>)`, where `Account` implements
/// [`FromBasic`].
///
/// Only over TLS: the password is readable to everybody on the way. A request without it is left to the next
/// authentication; what is malformed or unknown is refused with 401. Names and passwords are UTF-8 without control
/// characters; a name has no `:`.
#[derive(Debug)]
pub struct BasicAuthentication<U>(PhantomData<fn() -> U>);

impl<U: FromBasic<S>, S: Sync> Authentication<S> for BasicAuthentication<U> {
    type User = U;

    const CHALLENGE: &'static str = r#"Basic realm="api", charset="UTF-8""#;
    const SCHEMES: &'static [Scheme] = &[Scheme::basic()];

    async fn authenticate(request: &mut Parts, state: &S) -> Result<Option<Identity<U>>, Rejection> {
        let Some(encoded) = credentials::authorization(request, &["basic"])? else { return Ok(None) };
        let decoded = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let decoded = decoded.filter(|pair| !pair.contains(credentials::no_text));
        let Some((username, password)) = decoded.as_deref().and_then(|pair| pair.split_once(':')) else {
            return Err(credentials::malformed());
        };
        match U::from_basic(username, password, state).await? {
            Some(identity) => Ok(Some(identity)),
            None => Err(Rejection::unauthorized("Invalid username/password.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Account(String);

    impl FromBasic<()> for Account {
        async fn from_basic(
            username: &str,
            password: &str,
            (): &(),
        ) -> Result<Option<Identity<Self>>, Rejection> {
            Ok((password == "a:b€").then(|| Self(username.to_owned()).into()))
        }
    }

    async fn authenticate(header: Option<&str>) -> Result<Option<String>, String> {
        let mut request = http::Request::get("/");
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        match BasicAuthentication::<Account>::authenticate(&mut parts, &()).await {
            Ok(identity) => Ok(identity.map(|identity| identity.into_parts().0.0)),
            Err(rejection) => Err(rejection.detail().to_owned()),
        }
    }

    #[tokio::test]
    async fn names_and_passwords_are_read_and_the_rest_is_refused_or_left_to_others() {
        let basic = |text: &[u8]| format!("Basic {}", STANDARD.encode(text));
        let good = basic("ann:a:b€".as_bytes());
        assert_eq!(authenticate(Some(&good)).await, Ok(Some("ann".to_owned())));
        assert_eq!(authenticate(Some(&good.replace("Basic", "bAsIc"))).await, Ok(Some("ann".to_owned())));
        assert_eq!(authenticate(Some(&basic(b":a"))).await, Err("Invalid username/password.".to_owned()));
        assert_eq!(authenticate(Some("Bearer abc")).await, Ok(None));
        assert_eq!(authenticate(Some("Digest username=\"ann\", realm=\"r\"")).await, Ok(None));
        assert_eq!(authenticate(None).await, Ok(None));
        for malformed in
            [basic(b"ann"), basic(b"ann:\xff"), basic(b"a\0:b"), "Basic ?".to_owned(), "Basic".to_owned()]
        {
            let told = Err("The credentials are malformed.".to_owned());
            assert_eq!(authenticate(Some(&malformed)).await, told, "{malformed}");
        }
    }
}
