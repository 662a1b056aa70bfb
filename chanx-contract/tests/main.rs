//! The contract's own tests.

mod access;
mod asyncapi;
mod command;
mod contracts;
mod model;
mod one_route;
mod schema;
mod versions;

use chanx_contract::Contract;
use serde_json::{Value, json};

use one_route::contract;

/// A contract in which clients receive `say` of this schema.
fn outgoing(schema: &Value) -> Contract {
    contract(
        &json!({ "sends": { "say": { "message": "Say", "by": { "declared": true }, "schema": schema } } }),
    )
}
