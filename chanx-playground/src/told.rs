//! What the page knows of the application.

use std::{borrow::Cow, collections::BTreeMap};

use bytes::Bytes;
use chanx_contract::Contract;
use chanx_core::{
    schema::camel_case,
    table::{Accepts, MessageInfo, RouteInfo},
};
use chanx_schema::{Schemas, example::example};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Told<'a> {
    /// The path of the page, as the application has it: what stands before it in the browser is a prefix of all paths.
    at: &'a str,
    title: &'a str,
    contract: Contract,
    /// For each route, a frame of each action, as it goes over the wire.
    examples: Vec<BTreeMap<&'static str, Value>>,
}

/// Writes it down.
pub(crate) fn of(at: &str, title: &str, routes: &[RouteInfo]) -> Bytes {
    let contract = Contract::from_routes(routes);
    let told = Told { at, title, contract, examples: routes.iter().map(examples).collect() };
    // Every key is a string, so that it can always be written.
    serde_json::to_vec(&told).unwrap_or_default().into()
}

fn examples(route: &RouteInfo) -> BTreeMap<&'static str, Value> {
    let taken = route.handlers.iter().filter_map(|handler| match handler.accepts {
        Accepts::Messages(infos) => Some(infos),
        Accepts::Event(_) | Accepts::Text | Accepts::Binary => None,
    });
    let made = |info: &&'static MessageInfo| Some((info.action, frame(info, route.settings.camelize)?));
    taken.flatten().filter_map(made).collect()
}

/// A frame of a message, in the case of the wire.
fn frame(info: &MessageInfo, camelize: bool) -> Option<Value> {
    let schema = (info.compiled)();
    let frame = example(Schemas::with_examples(schema.incoming()))?;
    if !camelize {
        return Some(frame);
    }
    let mut frame = serde_json::from_str(&schema.to_camel(&frame.to_string())).unwrap_or(frame);
    if let (Cow::Owned(tag), Value::Object(members)) = (camel_case(info.tag), &mut frame)
        && let Some(action) = members.remove(info.tag)
    {
        members.insert(tag, action);
    }
    Some(frame)
}
