//! What the enums of all messages that a consumer takes, or sends, have in common.

use std::fmt;

use serde::Serialize;

use crate::{
    decode::{Frame, Invalid, find_tag},
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

/// Decodes one variant; `None` where it has no such action.
pub type Decode<T> = fn(&Frame<'_>) -> Option<Result<T, Invalid>>;

/// Decodes a frame that a client sent.
///
/// # Errors
/// When it is none of the messages.
pub fn decode_taken<T>(frame: &Frame<'_>, variants: &[Decode<T>]) -> Result<T, Invalid> {
    variants.iter().find_map(|decode| decode(frame)).unwrap_or_else(|| Err(Invalid::kind()))
}

/// Decodes a frame that a server sent, without what its recipient is told besides.
///
/// # Errors
/// When it is none of the messages.
pub fn decode_sent<T>(text: &str, variants: &[(&[&'static MessageInfo], Decode<T>)]) -> Result<T, Invalid> {
    let tag = variants.iter().find_map(|(sends, _)| sends.first()).map_or("action", |info| info.tag);
    let action = find_tag(text, tag).map_err(|_| Invalid::kind())?;
    let of_action = |(sends, decode): &(&[&'static MessageInfo], Decode<T>)| {
        let info = sends.iter().find(|info| info.action == action)?;
        let frame = Frame::new(&action, text);
        decode(&if info.group { frame.of_group() } else { frame })
    };
    variants.iter().find_map(of_action).unwrap_or_else(|| Err(Invalid::kind()))
}
