//! What the enums of all messages that a consumer takes, or sends, have in common.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    decode::Invalid,
    table::{MessageInfo, schema_of},
};

/// Fills the places of a list that is being joined.
const NOTHING: &MessageInfo = &MessageInfo::new::<()>("", "", schema_of!(()));

/// How many messages the lists have together.
pub const fn count(lists: &[&[&'static MessageInfo]]) -> usize {
    let mut count = 0;
    let mut i = 0;
    while i < lists.len() {
        count += lists[i].len();
        i += 1;
    }
    count
}

/// Joins lists of messages; `N` is their [`count`].
pub const fn join<const N: usize>(lists: &[&[&'static MessageInfo]]) -> [&'static MessageInfo; N] {
    let mut joined = [NOTHING; N];
    let mut at = 0;
    let mut i = 0;
    while i < lists.len() {
        let mut j = 0;
        while j < lists[i].len() && at < N {
            joined[at] = lists[i][j];
            at += 1;
            j += 1;
        }
        i += 1;
    }
    joined
}

/// Writes a message as its JSON.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn debug<M: Serialize>(message: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::to_string(message).map_err(|_| fmt::Error)?)
}

/// Decodes one variant: from the action and the whole frame; `None` where it has no such action.
pub type Decode<T> = fn(&str, &str) -> Option<Result<T, Invalid>>;

/// Decodes a frame that a client sent.
///
/// # Errors
/// When it is none of the messages.
pub fn decode_taken<T>(action: &str, text: &str, variants: &[Decode<T>]) -> Result<T, Invalid> {
    variants.iter().find_map(|decode| decode(action, text)).unwrap_or_else(|| Err(Invalid::kind()))
}

/// Decodes a frame that a server sent. `is_mine` and `is_current` of group messages are left out.
///
/// # Errors
/// When it is none of the messages.
pub fn decode_sent<T>(text: &str, variants: &[(&[&'static MessageInfo], Decode<T>)]) -> Result<T, Invalid> {
    let frame: Map<String, Value> = serde_json::from_str(text)?;
    let tag = variants.iter().find_map(|(sends, _)| sends.first()).map_or("action", |info| info.tag);
    let Some(Value::String(action)) = frame.get(tag) else { return Err(Invalid::kind()) };
    let of_action = |(sends, decode): &(&[&'static MessageInfo], Decode<T>)| {
        let info = sends.iter().find(|info| info.action == *action)?;
        if info.group { decode(action, &without_views(&frame)) } else { decode(action, text) }
    };
    variants.iter().find_map(of_action).unwrap_or_else(|| Err(Invalid::kind()))
}

/// The frame without what only its recipient was told.
fn without_views(frame: &Map<String, Value>) -> String {
    let mut frame = frame.clone();
    frame.remove("is_mine");
    frame.remove("is_current");
    Value::Object(frame).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::without_views;

    #[test]
    fn what_only_the_recipient_was_told_is_left_out() {
        let frame = json!({"action": "said", "payload": 1, "is_mine": true, "is_current": false});
        let frame = frame.as_object().cloned().unwrap_or_default();
        let left: serde_json::Value = serde_json::from_str(&without_views(&frame)).unwrap_or_default();
        assert_eq!(left, json!({"action": "said", "payload": 1}));
    }
}
