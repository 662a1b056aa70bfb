//! The contract lock.

mod command;
#[macro_use]
mod consumers;
mod contracts;
mod forms;
mod lock;
mod properties;
mod schema;
mod types;
mod versions;

use chanx_testing::{Contract, contract_diff};
use serde_json::{Value, json};

/// A contract of one route, `ws/`, with these keys besides what each has.
fn contract(keys: &Value) -> Contract {
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
    let text = json!({ "version": 2, "routes": [route] }).to_string();
    Contract::from_json(&text).expect("it is a contract")
}

fn merge(into: &mut Value, from: &Value) {
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
fn incoming(schema: &Value) -> Contract {
    contract(&json!({ "receives": { "say": {
        "message": "Say", "handler": "say", "replies": "nothing", "schema": schema,
    } } }))
}

/// A contract in which clients receive `say` of this schema.
fn outgoing(schema: &Value) -> Contract {
    contract(
        &json!({ "sends": { "say": { "message": "Say", "by": { "declared": true }, "schema": schema } } }),
    )
}

/// The lines of what changed.
fn lines(old: &Contract, new: &Contract) -> Vec<String> {
    contract_diff(old, new).to_string().lines().map(str::to_owned).collect()
}
