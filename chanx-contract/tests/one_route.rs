//! Contracts of one route, made of JSON. The tests of chanx-testing have this file too.

use chanx_contract::{Contract, contract_diff};
use serde_json::{Value, json};

/// A contract of one route, `ws/`, with these keys besides what each has.
pub(crate) fn contract(keys: &Value) -> Contract {
    let mut route = json!({
        "path": "ws/",
        "consumer": "Desk",
        "tag": "action",
        "access": { "anonymous": true },
        "refusals": { "500": 4500 },
        "settings": {
            "send_completion": false,
            "send_authentication_message": true,
            "camelize": false,
            "max_message_size": 65536,
            "max_frame_size": 65536,
        },
        "receives": {},
        "sends": {},
    });
    merge(&mut route, keys);
    let text = json!({ "version": 3, "routes": [route] }).to_string();
    Contract::from_json(&text).expect("it is a contract")
}

/// Adds the keys of one value to another, also within their objects.
pub(crate) fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}

/// A contract in which clients send `say` of this schema.
pub(crate) fn incoming(schema: &Value) -> Contract {
    contract(&json!({ "receives": { "say": {
        "message": "Say", "handler": "say", "replies": "nothing", "schema": schema,
    } } }))
}

/// The lines of what changed.
pub(crate) fn lines(old: &Contract, new: &Contract) -> Vec<String> {
    contract_diff(old, new).to_string().lines().map(str::to_owned).collect()
}
