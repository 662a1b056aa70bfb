//! The slow path: every fault of an invalid frame, in field order, bounded.

use chanx_schema::{
    Places,
    judge::{Reports, shorten},
};
use serde_json::Value;

use super::{Cause, Invalid, duplicates::duplicates, formats::is_of_format};
use crate::{
    envelope,
    table::MessageInfo,
    validate::{At, Fault, Loc},
};

/// Most faults that one answer tells.
pub(crate) const MAX_FAULTS: usize = 64;
/// Most bytes of text in one answer's faults, so that a peer gets no more back than it may send by default.
pub(crate) const MAX_BYTES: usize = 16 * 1024;
/// Most characters of a key in a fault's place.
const MAX_KEY: usize = 128;
/// Most characters of serde's words, which may repeat what the peer wrote.
const MAX_WORDS: usize = 256;
/// Every fault of a frame that was found invalid, in field order: at least one, at most [`MAX_FAULTS`].
///
/// A frame that is of the message's type has only the faults that its rules found. Any other is judged by the
/// schema, which sees all of it; what the schema lets pass is told in serde's words.
pub(crate) fn explain(info: &MessageInfo, text: &str, invalid: Invalid) -> Vec<Fault> {
    let schema = (info.compiled)();
    let action = Loc::Key(info.action.to_owned());
    match *invalid.0 {
        Cause::Kind => {
            vec![fault(
                "value_error",
                vec![action],
                "Value error, another kind of frame was expected".to_owned(),
            )]
        }
        Cause::Rules(found) => bounded(in_order(schema.places(), found)),
        Cause::Parse(error) => {
            let mut value: Value = match serde_json::from_str(text) {
                Ok(value) => value,
                Err(error) => return vec![json_invalid(&error)],
            };
            if let Value::Object(members) = &mut value {
                members.retain(|key, _| envelope::Key::of(key).is_none());
            }
            let mut reports = Reports::default();
            duplicates(schema.places(), info.action, text, &mut reports);
            let at = At::root(info.action);
            schema.judge(&value, is_of_format, &at, &mut reports);
            if reports.is_empty() {
                let words = error.to_string();
                reports.push("value_error", &at, format!("Value error, {}", shorten(&words, MAX_WORDS)));
            }
            bounded(in_order(schema.places(), reports.into_faults()))
        }
    }
}

/// The answer to a binary frame where none is handled.
pub(crate) fn binary() -> Fault {
    fault("binary", Vec::new(), "Binary frames are not supported".to_owned())
}

/// The answer to a text that is no JSON.
pub(super) fn json_invalid(error: &serde_json::Error) -> Fault {
    fault("json_invalid", Vec::new(), format!("Invalid JSON: {error}"))
}

pub(super) fn fault(kind: &str, loc: Vec<Loc>, msg: String) -> Fault {
    Fault { kind: kind.to_owned(), loc, msg }
}

/// Sorts by the fields' order, an object before what it contains; keys that are no fields come last, by name.
fn in_order(places: &Places, mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_cached_key(|fault| place(places, &fault.loc));
    faults
}

fn place(places: &Places, loc: &[Loc]) -> Vec<(usize, String)> {
    let mut here = Some(places.root());
    let steps = loc.iter().skip(1).map(|step| match step {
        Loc::Key(key) => {
            let field = here.and_then(|place| place.position(key));
            here = here.and_then(|place| places.under(place, key));
            (field.unwrap_or(usize::MAX), if field.is_some() { String::new() } else { key.clone() })
        }
        Loc::Index(index) => {
            here = here.and_then(|place| places.item(place, *index));
            (*index, String::new())
        }
    });
    steps.collect()
}

fn bounded(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.truncate(MAX_FAULTS);
    let mut bytes = 0;
    let mut fitting = 0;
    for fault in &mut faults {
        bytes += fault.kind.len() + fault.msg.len();
        for step in &mut fault.loc {
            if let Loc::Key(key) = step {
                if key.len() > MAX_KEY {
                    *key = shorten(key, MAX_KEY);
                }
                bytes += key.len();
            }
        }
        if bytes > MAX_BYTES && fitting > 0 {
            break;
        }
        fitting += 1;
    }
    faults.truncate(fitting);
    faults
}
