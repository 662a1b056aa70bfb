//! Every form in which types have their schemas, in the documents.

use chanx_contract::Contract;
use serde_json::{Map, Value, json};

/// Schemas of payloads, each by the action that has it.
fn payloads() -> Map<String, Value> {
    serde_json::from_str(include_str!("payloads.json")).expect("it is an object")
}

/// A contract in which each of these is sent both ways.
pub(crate) fn contract(camelize: bool) -> Contract {
    let (mut receives, mut sends) = (json!({}), json!({}));
    for (action, mut payload) in payloads() {
        let definitions = payload.as_object_mut().and_then(|keywords| keywords.remove("$defs"));
        let message = format!("{}Message", action.to_uppercase());
        let mut schema = json!({
            "type": "object",
            "title": message,
            "properties": { "action": { "type": "string", "const": action }, "payload": payload },
            "required": ["action", "payload"],
        });
        if let Some(definitions) = definitions {
            schema["$defs"] = definitions;
        }
        receives[&action] = json!({ "message": message, "handler": action, "replies": { "one_of": [action] }, "schema": schema });
        sends[&action] = json!({ "message": message, "by": { "handlers": [action] }, "schema": schema });
    }
    let scheme = |kind: &str, place: &str, name: &str| json!({ "kind": kind, "place": place, "name": name });
    let schemes = [
        scheme("api_key", "query", "token"),
        scheme("api_key", "header", "X-Key"),
        scheme("api_key", "cookie", "key"),
        scheme("api_key", "subprotocol", "token."),
        scheme("session", "cookie", "sid"),
        scheme("basic", "header", "Authorization"),
        scheme("bearer", "header", "Authorization"),
    ];
    crate::one_route::contract(&json!({
        "access": { "authentications": [{ "name": "Any", "schemes": schemes }] },
        "settings": { "camelize": camelize, "send_completion": true },
        "receives": receives,
        "sends": sends,
    }))
}
