//! The recording as it is to be played: nothing redacted is left in what clients say.

use std::collections::HashMap;

use chanx_core::record::{Happening, Line, Opened, REDACTED, Said, Side};
use serde_json::Value;

use super::rules::{Rules, action};
use crate::Recording;

/// Fills what is redacted, or says everything that keeps the recording from being played.
pub(super) fn plan(recording: &Recording, fills: &Rules<Value>) -> Result<Vec<(usize, Line)>, String> {
    let mut lines = recording.numbered().to_vec();
    let mut open: HashMap<String, Opened> = HashMap::new();
    let mut faults = Vec::new();
    for (number, Line { connection, happening, .. }) in &mut lines {
        let mut fault = |what: String| faults.push(format!("line {number}: {what}"));
        let Some(opened) = open.get(connection.as_str()) else {
            match happening {
                Happening::Opened(opened) => drop(open.insert(connection.clone(), opened.clone())),
                _ => fault(format!("the connection `{connection}` is not open")),
            }
            continue;
        };
        match happening {
            Happening::Opened(_) => fault(format!("the connection `{connection}` is open already")),
            Happening::Closed(_) => drop(open.remove(connection.as_str())),
            Happening::Said(Side::Client, Said::Text(message)) => {
                let action = action(message, &opened.tag).to_owned();
                let mut lacking = Vec::new();
                fill(message, &mut Vec::new(), &mut |place| {
                    let found = fills.find(&action, place).cloned();
                    if found.is_none() {
                        lacking.push(place.join("."));
                    }
                    found
                });
                for place in lacking {
                    fault(format!(
                        "the client's `{action}` is redacted at `{place}`: write `.fill(\"{action}\", \"{place}\", …)`"
                    ));
                }
            }
            Happening::Said(Side::Client, Said::Withheld { bytes, .. }) => {
                fault(format!(
                    "{bytes} bytes that the client said are withheld: write in their place what it says"
                ));
            }
            Happening::Said(..) => {}
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults.join("\n")) }
}

/// Replaces every redacted value by what is found for its place.
fn fill(value: &mut Value, place: &mut Vec<String>, find: &mut impl FnMut(&[String]) -> Option<Value>) {
    match value {
        Value::String(text) if text == REDACTED => {
            if let Some(found) = find(place) {
                *value = found;
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                place.push(key.clone());
                fill(value, place, find);
                place.pop();
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                place.push(index.to_string());
                fill(value, place, find);
                place.pop();
            }
        }
        _ => {}
    }
}
