//! The ways in which clients show who they are.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    components::SecurityScheme,
    document::{ChannelBindings, WebSocketBinding},
    names::snake,
    reference::Reference,
};
use crate::model::{self, Route};

/// The header in which a handshake offers subprotocols (RFC 6455 section 4.1).
const SUBPROTOCOLS: &str = "Sec-WebSocket-Protocol";

/// The schemes of a route, by names that tell them apart.
pub(super) fn schemes(route: &Route) -> BTreeMap<String, SecurityScheme> {
    told(route).map(scheme).collect()
}

/// References to the schemes of a route.
pub(super) fn security(route: &Route) -> Vec<Reference> {
    schemes(route).keys().map(|name| Reference::to(&["components", "securitySchemes", name])).collect()
}

fn told(route: &Route) -> impl Iterator<Item = &model::SecurityScheme> {
    route.access.authentications.iter().flat_map(|one| one.schemes.iter().flatten())
}

fn scheme(scheme: &model::SecurityScheme) -> (String, SecurityScheme) {
    let place = scheme.place.as_str();
    let named = scheme.name.as_deref();
    let http = |word: &str, description: &str| SecurityScheme {
        kind: "http".to_owned(),
        scheme: Some(word.to_owned()),
        name: None,
        place: None,
        description: description.to_owned(),
    };
    let key = |place: &str, name: &str, description: String| SecurityScheme {
        kind: "httpApiKey".to_owned(),
        scheme: None,
        name: Some(name.to_owned()),
        place: Some(place.to_owned()),
        description,
    };
    match (scheme.kind.as_str(), &scheme.scheme) {
        ("bearer", _) => {
            ("bearer".to_owned(), http("bearer", "A bearer token in the header `Authorization`."))
        }
        ("basic", _) => {
            ("basic".to_owned(), http("basic", "A name and a password in the header `Authorization`."))
        }
        (_, Some(word)) => {
            let description = format!("Credentials behind `{word}` in the header `Authorization`.");
            (format!("http_{}", snake(word)), http(&word.to_ascii_lowercase(), &description))
        }
        ("session", _) => {
            let begun = "A session that the server has begun";
            let (title, description) = named.map_or_else(
                || ("session".to_owned(), format!("{begun}, in a cookie whose name the server decides.")),
                |name| (format!("session_{}", snake(name)), format!("{begun}, in the cookie `{name}`.")),
            );
            (title, key("cookie", named.unwrap_or("session"), description))
        }
        _ if place == "subprotocol" => {
            let prefix = named.unwrap_or_default();
            let description = format!(
                "A token in an entry of the header `{SUBPROTOCOLS}`, behind `{prefix}`, beside the subprotocols that are offered.",
            );
            (format!("subprotocol_{}", snake(prefix)), key("header", SUBPROTOCOLS, description))
        }
        _ => {
            let name = named.unwrap_or("token");
            let what = if place == "query" { "query's parameter" } else { place };
            (format!("{place}_{}", snake(name)), key(place, name, format!("A token in the {what} `{name}`.")))
        }
    }
}

/// The handshake's request.
pub(super) fn bindings(route: &Route) -> ChannelBindings {
    let keys = |place: &str| {
        let keys = told(route).filter(|scheme| scheme.kind == "api_key" && scheme.place == place);
        let keys = keys.filter_map(|scheme| scheme.name.clone());
        let token =
            || json!({ "type": "string", "description": "A token; another way to show one will do." });
        keys.map(|name| (name, token())).collect::<Map<_, _>>()
    };
    let object = |properties: Map<String, Value>| {
        (!properties.is_empty()).then(|| json!({ "type": "object", "properties": properties }))
    };
    let mut headers = keys("header");
    if !route.subprotocols.is_empty() {
        let offered = json!({
            "type": "string",
            "description": format!("The subprotocols that a client speaks, of: {}.", route.subprotocols.join(", ")),
        });
        headers.insert(SUBPROTOCOLS.to_owned(), offered);
    }
    let ws = WebSocketBinding {
        method: "GET".to_owned(),
        query: object(keys("query")),
        headers: object(headers),
        binding_version: "0.1.0".to_owned(),
    };
    ChannelBindings { ws }
}
