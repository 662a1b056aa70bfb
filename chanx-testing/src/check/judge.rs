//! What is wrong with what came of a frame.

use chanx_core::table::{End, HandlerInfo};
use serde_json::{Map, Value};

use super::{
    promise::{Allowed, Promise, Said, ends},
    session::{Ending, FRAMES, Outcome, REFERENCE, json},
};
use crate::{pump::Item, receive::COMPLETIONS};

/// What a frame is, by its schema.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Is {
    Valid,
    Invalid,
    /// For a raw handler, which takes anything.
    Raw,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    pub(super) wrong: Wrong,
    pub(super) words: String,
}

/// The kinds of what can be wrong; a frame is shrunk within one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wrong {
    /// The client was not let in.
    Setup,
    Refused,
    Accepted,
    Limited,
    Failed,
    Undeclared,
    Misshapen,
    Count,
    /// An answer without the request's `ref`, or a request that does not end.
    Unanswered,
    Closed(u16),
    Late,
    Flooded,
    /// No frame at all was taken, so that nothing was tried.
    Untried,
}

/// What became of a frame that nothing is wrong with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fate {
    /// It was handled, without an error and without an end.
    Taken,
    /// A rule that no schema states refused it.
    Refused,
    /// A permission refused it.
    Denied,
    /// Its handler failed, as it may.
    Failed,
    /// The application closed the connection, as it may.
    Closed,
}

fn problem<T>(wrong: Wrong, words: impl Into<String>) -> Result<T, Problem> {
    Err(Problem { wrong, words: words.into() })
}

/// What a server said to a frame, sorted.
enum Answer {
    /// A frame that no row speaks of: completion, and the like.
    Standard,
    /// Faults, and whether some are of a kind that a schema states.
    Faults {
        stated: bool,
        all: Value,
    },
    Limit(String, Value),
    Failed,
    Message(Said),
    Raw,
}

/// Judges what came of a frame.
///
/// # Errors
/// The first that is wrong.
pub(super) fn judge(
    promise: &Promise<'_>,
    allowed: &Allowed<'_>,
    is: Is,
    outcome: &Outcome,
) -> Result<Fate, Problem> {
    let parted = ended(&outcome.end)?;
    let hooks = promise.anything();
    for item in &outcome.before {
        answer(promise, &hooks, item)?;
    }
    let (mut fate, mut refused, mut count, mut completed) = (Fate::Taken, false, 0, false);
    let mut broken = None;
    for item in &outcome.replies {
        let answer = answer(promise, allowed, item)?;
        if outcome.reference {
            answered(allowed, &answer, item)?;
        }
        match answer {
            Answer::Standard => completed |= outcome.reference && refers(item),
            Answer::Raw => {}
            Answer::Faults { stated, all } => {
                (fate, refused) = (Fate::Refused, true);
                broken = broken.or(stated.then_some(all));
            }
            Answer::Limit(code, _) if code == "permission_denied" && allowed.guarded => {
                (fate, refused) = (Fate::Denied, true);
            }
            Answer::Limit(code, _) if code == "json_too_deep" && is == Is::Invalid => refused = true,
            Answer::Limit(code, all) => {
                return problem(Wrong::Limited, format!("it is answered by `{code}`: {all}"));
            }
            Answer::Failed if is == Is::Invalid && !allowed.guarded => {}
            Answer::Failed if allowed.may_fail() => (fate, refused) = (Fate::Failed, is == Is::Invalid),
            Answer::Failed => {
                return problem(
                    Wrong::Failed,
                    "its handler failed, though it returns no `Result`: a reply cannot be written, or a stream broke",
                );
            }
            Answer::Message(said) => {
                count += usize::from(allowed.replies.iter().any(|reply| reply.action == said.action));
            }
        }
    }
    if parted {
        fate = Fate::Closed;
    }
    match (is, broken) {
        (Is::Invalid, _) if !refused && !parted => {
            problem(Wrong::Accepted, "a frame that is not of the schema is accepted: no `error` came")
        }
        (Is::Valid, Some(all)) => {
            problem(Wrong::Refused, format!("a frame of the schema is refused: {}", faults(&all)))
        }
        (Is::Valid, None) if fate == Fate::Taken => {
            if outcome.reference && !completed && allowed.handler.is_some_and(completes) {
                return problem(Wrong::Unanswered, "a request with a `ref` does not end: no `complete` came");
            }
            counted(allowed, count, promise.route.settings.send_completion).map(|()| fate)
        }
        _ => Ok(fate),
    }
}

/// Whether `complete` has come by the time at which the server answers the next frame.
fn completes(handler: &HandlerInfo) -> bool {
    handler.replies.end() == End::Complete && !handler.concurrent && ends(handler)
}

/// That an answer has the request's `ref`. What others may send too is none, for all that can be told.
fn answered(allowed: &Allowed<'_>, answer: &Answer, item: &Item) -> Result<(), Problem> {
    let is_answer = match answer {
        Answer::Faults { .. } | Answer::Limit(..) | Answer::Failed => true,
        Answer::Message(said) => {
            let is_among = |all: &[Said]| all.iter().any(|one| one.action == said.action);
            // A group message may be the copy that a member gets of what was sent to its group.
            is_among(&allowed.replies) && !is_among(&allowed.others) && !said.group
        }
        Answer::Standard | Answer::Raw => false,
    };
    if is_answer && !refers(item) {
        let text = json(item).unwrap_or_default();
        return problem(
            Wrong::Unanswered,
            format!(
                "an answer has not the `ref` of its request, {REFERENCE:?}: {text}\n   a reply that is sent by hand goes by the \
                 context that its handler is given"
            ),
        );
    }
    Ok(())
}

fn refers(item: &Item) -> bool {
    json(item).and_then(|value| value.as_object().map(refers_to)).unwrap_or(false)
}

fn refers_to(members: &Map<String, Value>) -> bool {
    members.get("ref").is_some_and(|reference| reference == REFERENCE)
}

/// Whether the application closed by itself.
fn ended(end: &Ending) -> Result<bool, Problem> {
    let (wrong, words) = match end {
        Ending::Alive => return Ok(false),
        Ending::Closed(closed) if closed.code == 1000 || (4000..5000).contains(&closed.code) => {
            return Ok(true);
        }
        Ending::Closed(closed) => {
            let hint = match closed.code {
                1011 => ": a handler panicked",
                1008 => &format!(
                    ": a limit of messages was met; test without `user_rate_limit`, and without a `rate_limit` below \
                     {FRAMES}, as each case sends that many frames at once"
                ),
                1009 => ": the frame is longer than `max_message_size`, though its schema allows it",
                _ => "",
            };
            (Wrong::Closed(closed.code), format!("the connection was {closed}{hint}"))
        }
        Ending::Late(limit) => {
            (Wrong::Late, format!("the server stopped answering: no answer came within {limit:?}"))
        }
        Ending::Flooded(count) => (
            Wrong::Flooded,
            format!("the server does not answer: {count} messages came, and no answer among them"),
        ),
        Ending::Refused(why) => (
            Wrong::Setup,
            format!(
                "the client is not let in: {why}\n   say with `.connecting(…)` how clients connect, with `.path(…)` \
                 which path leads to something that exists"
            ),
        ),
    };
    Err(Problem { wrong, words })
}

fn counted(allowed: &Allowed<'_>, count: usize, completes: bool) -> Result<(), Problem> {
    let Some((mut least, most)) = allowed.count() else { return Ok(()) };
    // It may take its time; that it does not end was told before.
    if allowed.handler.is_some_and(|row| row.concurrent && !(completes && ends(row))) {
        least = 0;
    }
    if (least..=most).contains(&count) {
        return Ok(());
    }
    let due = if least == most { format!("exactly {least}") } else { format!("{least} to {most}") };
    problem(Wrong::Count, format!("its handler declares {due} replies, and {count} came"))
}

fn answer(promise: &Promise<'_>, allowed: &Allowed<'_>, item: &Item) -> Result<Answer, Problem> {
    let text = match item {
        Item::Text(text) => text,
        Item::Binary(_) if promise.replies_raw(true) || promise.takes_binary() => return Ok(Answer::Raw),
        Item::Binary(bytes) => {
            let words = format!("a binary frame came, which no handler declares: [{}]", bytes.escape_ascii());
            return Err(Problem { wrong: Wrong::Undeclared, words });
        }
    };
    let raw = promise.replies_raw(false) || promise.takes_text();
    let undeclared = |words: String| {
        if raw { Ok(Answer::Raw) } else { Err(Problem { wrong: Wrong::Undeclared, words }) }
    };
    let Some(value) = json(item) else {
        return undeclared(format!("a text came that is no JSON: {text}"));
    };
    let (tag, settings) = (promise.route.consumer.tag, &promise.route.settings);
    let action = value.get(tag).or_else(|| value.get(&*chanx_core::schema::camel_case(tag)));
    let Some(action) = action.and_then(Value::as_str) else {
        return undeclared(format!("a text came that is no message: {text}"));
    };
    match action {
        "error" => return Ok(error(&value)),
        "authentication" => return Ok(Answer::Standard),
        "complete" if refers(item) => return Ok(Answer::Standard),
        action if COMPLETIONS.contains(&action) && settings.send_completion => return Ok(Answer::Standard),
        _ => {}
    }
    let known = allowed.replies.iter().chain(&allowed.others).filter(|info| info.action == action);
    let mut fault = None;
    for &info in known {
        match body(promise, info, text) {
            None => return Ok(Answer::Message(info)),
            Some(found) => fault = Some((info, found)),
        }
    }
    match fault {
        Some((info, found)) => Err(Problem {
            wrong: Wrong::Misshapen,
            words: format!("a reply is not of the schema of `{}`: {found}\n   it is {text}", info.name),
        }),
        None => undeclared(format!(
            "a message came that neither the handler's replies nor `sends(…)` declare: {text}"
        )),
    }
}

/// What is wrong with a message's body.
fn body(promise: &Promise<'_>, info: Said, text: &str) -> Option<String> {
    let oracle = match promise.oracle(info)? {
        Ok(oracle) => oracle,
        Err(error) => return Some(format!("that schema is none: {error}")),
    };
    let snake =
        if promise.route.settings.camelize { (info.compiled)().sent_to_snake(text) } else { text.into() };
    let mut value: Value = serde_json::from_str(&snake).ok()?;
    if let Value::Object(members) = &mut value {
        if refers_to(members) {
            members.retain(|key, _| !["version", "ref"].contains(&key.as_str()));
        }
        if info.group {
            members
                .retain(|key, _| !["is_mine", "isMine", "is_current", "isCurrent"].contains(&key.as_str()));
        }
        // The tag is camelCased by the connection, not by the shape.
        let camel = chanx_core::schema::camel_case(info.tag);
        if promise.route.settings.camelize
            && let Some(tag) = members.remove(&*camel)
        {
            members.insert(info.tag.to_owned(), tag);
        }
    }
    oracle.fault(&value)
}

fn error(value: &Value) -> Answer {
    let payload = value.get("payload").unwrap_or(&Value::Null);
    if let Some(faults) = payload.as_array() {
        let stated = faults.iter().any(is_stated);
        return Answer::Faults { stated, all: payload.clone() };
    }
    match payload.get("code").and_then(Value::as_str) {
        Some(code) => Answer::Limit(code.to_owned(), payload.clone()),
        None => Answer::Failed,
    }
}

/// Whether a fault is of a kind that a schema can state: all but `value_error`, and of those the ones in which serde
/// says that it is of another form. Lengths are of characters and items there.
fn is_stated(fault: &Value) -> bool {
    let word = |key: &str| fault.get(key).and_then(Value::as_str).unwrap_or_default();
    let serde = word("msg").strip_prefix("Value error, ").unwrap_or_default();
    match word("type") {
        "value_error" => FORMS.iter().any(|form| serde.starts_with(form)),
        "string_too_short" | "string_too_long" => {
            ![" byte", " UTF-16 code unit", " grapheme"].iter().any(|unit| word("msg").contains(unit))
        }
        "too_short" | "too_long" => !word("msg").starts_with("Dictionary "),
        _ => true,
    }
}

/// How serde begins when a value is of another form, not merely of another worth.
const FORMS: [&str; 5] = [
    "invalid type: ",
    "missing field ",
    "unknown field ",
    "unknown variant ",
    "data did not match any variant of ",
];

/// Faults in a line.
fn faults(all: &Value) -> String {
    let fault = |fault: &Value| {
        let loc: Vec<_> = fault.get("loc").and_then(Value::as_array).into_iter().flatten().collect();
        let loc: Vec<_> = loc
            .into_iter()
            .map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned))
            .collect();
        let word = |key: &str| fault.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        format!("`{}` at {} ({})", word("type"), loc.join("."), word("msg"))
    };
    all.as_array().into_iter().flatten().map(fault).collect::<Vec<_>>().join(", ")
}
