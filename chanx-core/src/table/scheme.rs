//! Rows of authentications: what clients show, and where.

/// One of a consumer's `authentication(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthenticationInfo {
    /// The type, as it is written.
    pub name: &'static str,
    /// The ways in which clients show their credentials; empty where the authentication does not tell.
    pub schemes: &'static [Scheme],
}

/// A way in which clients show their credentials, as OpenAPI and AsyncAPI name it.
///
/// ```
/// use chanx_core::table::{Scheme, SchemeKind, SchemePlace};
///
/// const SCHEMES: &[Scheme] = &[Scheme::bearer(), Scheme::api_key(SchemePlace::Query, "token")];
/// assert_eq!((SCHEMES[0].kind, SCHEMES[0].name), (SchemeKind::Bearer, Some("Authorization")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// The kind of credentials.
    pub kind: SchemeKind,
    /// The part of the handshake's request that has them.
    pub place: SchemePlace,
    /// The name of the header, the query's parameter or the cookie, or the prefix of the subprotocol. `None` where only
    /// the server around the application knows it.
    pub name: Option<&'static str>,
}

/// A kind of credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A token behind `Bearer` (RFC 6750 section 2.1): type `http`, scheme `bearer`.
    Bearer,
    /// A name and a password behind `Basic` (RFC 7617): type `http`, scheme `basic`.
    Basic,
    /// Another scheme of the header `Authorization` (RFC 9110 section 11.4): type `http`, and its name.
    Http(&'static str),
    /// A value that stands alone, such as a key or a token: `apiKey` in OpenAPI, `httpApiKey` in AsyncAPI.
    ApiKey,
    /// A session that another part of the server has begun; documents write it as a key in a cookie.
    Session,
}

/// A part of the handshake's request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemePlace {
    /// A header.
    Header,
    /// A parameter of the query.
    Query,
    /// A cookie.
    Cookie,
    /// An entry of `Sec-WebSocket-Protocol` that begins with the scheme's name. OpenAPI and AsyncAPI have no word for it.
    Subprotocol,
}

impl Scheme {
    /// `Authorization: Bearer …`
    pub const fn bearer() -> Self {
        Self::authorization(SchemeKind::Bearer)
    }

    /// `Authorization: Basic …`
    pub const fn basic() -> Self {
        Self::authorization(SchemeKind::Basic)
    }

    /// `Authorization: {scheme} …`, for another scheme than those two.
    pub const fn http(scheme: &'static str) -> Self {
        Self::authorization(SchemeKind::Http(scheme))
    }

    /// A value under this name: `?token=…`, `X-Api-Key: …`.
    pub const fn api_key(place: SchemePlace, name: &'static str) -> Self {
        Self { kind: SchemeKind::ApiKey, place, name: Some(name) }
    }

    /// A session whose cookie has this name; `None` where only the server around the application knows it.
    pub const fn session(cookie: Option<&'static str>) -> Self {
        Self { kind: SchemeKind::Session, place: SchemePlace::Cookie, name: cookie }
    }

    const fn authorization(kind: SchemeKind) -> Self {
        Self { kind, place: SchemePlace::Header, name: Some("Authorization") }
    }
}

impl SchemeKind {
    /// The kind's name in contracts: `bearer`, `basic`, `http`, `api_key` or `session`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Basic => "basic",
            Self::Http(_) => "http",
            Self::ApiKey => "api_key",
            Self::Session => "session",
        }
    }
}

impl SchemePlace {
    /// The place's name in contracts: `header`, `query`, `cookie` or `subprotocol`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
            Self::Subprotocol => "subprotocol",
        }
    }
}
