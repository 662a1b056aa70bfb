//! How clients show their credentials, compared.

use chanx_contract::Contract;
use serde_json::{Value, json};

use crate::one_route::{contract, lines};

/// A contract with an authentication that has this scheme.
fn with(scheme: &Value) -> Contract {
    contract(&json!({ "access": { "authentications": [{ "name": "Doorkeeper", "schemes": [scheme] }] } }))
}

fn http(scheme: &str, name: &str) -> Contract {
    with(&json!({ "kind": "http", "scheme": scheme, "place": "header", "name": name }))
}

fn session(name: Option<&str>) -> Contract {
    match name {
        Some(name) => with(&json!({ "kind": "session", "place": "cookie", "name": name })),
        None => with(&json!({ "kind": "session", "place": "cookie" })),
    }
}

const NOT_ON_THE_WIRE: &str = "compatible: the application: only what is not on the wire changed";

#[test]
fn the_case_of_a_scheme_and_of_a_header_does_not_matter() {
    let same = lines(&http("Token", "Authorization"), &http("token", "authorization"));
    assert_eq!(same, [NOT_ON_THE_WIRE]);
    let other = lines(&http("Token", "Authorization"), &http("Hawk", "Authorization"));
    assert_eq!(other.len(), 2, "{other:?}");
    assert!(
        other[0].starts_with("breaking: ws/: `Doorkeeper` no longer takes credentials behind `Token`"),
        "{other:?}"
    );
}

#[test]
fn the_case_of_other_names_matters() {
    let cookie = |name: &str| with(&json!({ "kind": "api_key", "place": "cookie", "name": name }));
    assert!(lines(&cookie("Key"), &cookie("key"))[0].starts_with("breaking: "));
}

#[test]
fn a_session_whose_cookie_is_named_only_now_is_the_same() {
    assert_eq!(lines(&session(None), &session(Some("sid"))), [NOT_ON_THE_WIRE]);
    assert_eq!(lines(&session(Some("sid")), &session(None)), [NOT_ON_THE_WIRE]);
    let other = lines(&session(Some("sid")), &session(Some("id")));
    assert!(
        other[0].starts_with("breaking: ws/: `Doorkeeper` no longer takes a session in the cookie `sid`"),
        "{other:?}"
    );
}
