//! The slow path: every fault of an invalid frame, in field order, bounded.

pub(crate) use chanx_schema::judge::MAX_FAULTS;
use chanx_schema::{
    Places,
    judge::{Reports, shorten},
};

use super::{Cause, Invalid, formats::is_of_format, tree};
use crate::{
    table::MessageInfo,
    validate::{At, Fault, Loc},
};

/// Most bytes of the faults in one answer, as they are written; the first is told however long its place is.
pub(crate) const MAX_BYTES: usize = 16 * 1024;
/// Most characters of serde's words, which may repeat what the peer wrote.
const MAX_WORDS: usize = 256;

/// Every fault of a frame that was found invalid, in field order: at least one, at most [`MAX_FAULTS`]. Where there may be
/// more, the last says so.
///
/// A frame that is of the message's type has only the faults that its rules found. Any other is judged by the
/// schema, which sees all of it, as far as [steps](chanx_schema::judge::steps_for) suffice; what the schema lets pass is
/// told in serde's words.
pub(crate) fn explain(info: &MessageInfo, text: &str, invalid: Invalid) -> Vec<Fault> {
    let schema = (info.compiled)();
    let places = schema.places();
    let action = Loc::Key(info.action.to_owned());
    match *invalid.0 {
        Cause::Kind => {
            vec![fault(
                "value_error",
                vec![action],
                "Value error, another kind of frame was expected".to_owned(),
            )]
        }
        Cause::Rules(found) => bounded(in_order(places, found), false, action),
        Cause::Parse(error) => {
            let mut reports = Reports::default();
            let value = match tree::read(places, info.action, text, &mut reports) {
                Ok(value) => value,
                Err(error) => return vec![json_invalid(&error)],
            };
            let at = At::root(info.action);
            schema.judge(&value, text.len(), is_of_format, &at, &mut reports);
            if reports.is_empty() && !reports.is_cut() {
                let words = error.to_string();
                reports.push("value_error", &at, format!("Value error, {}", shorten(&words, MAX_WORDS)));
            }
            let cut = reports.is_cut();
            bounded(in_order(places, reports.into_faults()), cut, action)
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

/// The last word of an answer that does not tell all.
const INCOMPLETE: &str = "There may be more faults than these";

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

/// No more than an answer tells; where there may be more, the last word says so.
fn bounded(mut faults: Vec<Fault>, cut: bool, action: Loc) -> Vec<Fault> {
    let mut bytes = 0;
    let mut fits = |fault: &Fault| {
        // A fault can always be written.
        bytes += serde_json::to_string(fault).map_or(0, |text| text.len());
        bytes <= MAX_BYTES
    };
    let all = faults.len();
    let told = faults.iter().take(MAX_FAULTS).take_while(|fault| fits(fault)).count().max(1).min(all);
    if cut || told < all {
        faults.truncate(told.min(MAX_FAULTS - 1));
        faults.push(fault("incomplete", vec![action], INCOMPLETE.to_owned()));
    }
    faults
}
