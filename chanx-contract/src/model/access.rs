//! The rules of who may connect.

use serde::{Deserialize, Serialize};

/// The rules of who may connect; types are named as they are written in the application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Access {
    /// The ways in which users are known, in the order in which they are tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authentications: Vec<Authentication>,
    /// The type of users; `None` where nobody is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// True where a connection is admitted although nobody is known by it.
    pub anonymous: bool,
    /// The type of the object that the path names; where there is none of this path, a connection is refused with 404.
    /// `None` where the consumer has no object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The permissions that a connection needs, as an expression: `IsMember | IsAdmin`. `None` where it needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<String>,
}

/// An authentication: a way in which users are known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
#[non_exhaustive]
pub struct Authentication {
    /// The name of its type.
    pub name: String,
    /// The ways in which clients show their credentials to it, any of which will do; empty where it does not tell. `None` in
    /// files of version 1.
    pub schemes: Option<Vec<SecurityScheme>>,
}

/// A way in which clients show their credentials, in OpenAPI's and AsyncAPI's words a security scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SecurityScheme {
    /// The kind: `bearer`, `basic`, `http` (another scheme of the header `Authorization`), `api_key` (a value that stands
    /// alone) or `session`.
    pub kind: String,
    /// The word before the credentials, where the kind is `http`; its case does not matter (RFC 9110 section 11.1). `None` else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The part of the handshake's request in which they stand: `header`, `query`, `cookie` or `subprotocol`.
    pub place: String,
    /// The name of the header, the query's parameter or the cookie. `None` where only the server around the application
    /// knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The form in the file: version 1 has the name alone.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Told(Told),
    Named(String),
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    name: String,
    schemes: Vec<SecurityScheme>,
}

impl From<Written> for Authentication {
    fn from(written: Written) -> Self {
        match written {
            Written::Told(Told { name, schemes }) => Self { name, schemes: Some(schemes) },
            Written::Named(name) => Self { name, schemes: None },
        }
    }
}

impl From<Authentication> for Written {
    fn from(Authentication { name, schemes }: Authentication) -> Self {
        match schemes {
            Some(schemes) => Self::Told(Told { name, schemes }),
            None => Self::Named(name),
        }
    }
}
