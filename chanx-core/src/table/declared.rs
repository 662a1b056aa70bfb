//! Everything that a consumer declares that it sends.

use std::collections::HashMap;

use super::{ConsumerInfo, HandlerInfo, MessageInfo};

/// The messages that a consumer with these rows sends, by action, of which several messages may be: those of `sends(…)`
/// first, then replies.
pub fn declared_by<'r>(
    info: &ConsumerInfo,
    rows: impl IntoIterator<Item = &'r HandlerInfo>,
) -> HashMap<&'static str, Vec<&'static MessageInfo>> {
    let replied = rows.into_iter().flat_map(|row| row.replies.messages());
    let mut declared: HashMap<_, Vec<_>> = HashMap::new();
    for info in info.sends.iter().copied().flatten().copied().chain(replied) {
        declared.entry(info.action).or_default().push(info);
    }
    declared
}
