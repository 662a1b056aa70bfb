//! The views of a group message: for others, for the sender's user, for the sender itself.

use std::sync::Arc;

use bytes::Bytes;

use super::{Dialect, group::Pending};
use crate::{
    connection::{Link, append_text},
    layer::EnvelopeKind,
};

/// Everything that is pending for a group at one moment, encoded lazily: once for each dialect that its members
/// speak, and for a member who sent some of it (or whose user did), once more.
pub(crate) struct Batch {
    pending: Vec<Pending>,
    /// The frames for members who sent nothing of it and were there from its beginning, by dialect.
    common: Vec<(Arc<Dialect>, Bytes)>,
    /// The last moment at which something of it was published.
    last: u64,
}

impl Batch {
    pub(crate) fn new(pending: Vec<Pending>) -> Self {
        let last = pending.last().map_or(0, |pending| pending.seq);
        Self { pending, common: Vec::new(), last }
    }

    /// Delivers it to one member, who joined at the moment `joined`: messages as joined frames, events one by one.
    pub(crate) fn deliver(&mut self, link: &Link, joined: u64) {
        if joined > self.last {
            return;
        }
        for event in self.since(joined).filter(|pending| pending.envelope.kind == EnvelopeKind::Event) {
            link.raise(&event.envelope);
        }
        if self.is_common_to(link, joined) {
            let frames = self.common_frames(&link.dialect);
            if !frames.is_empty() {
                link.outbox.deliver(&frames);
            }
        } else {
            let mut frames = Vec::new();
            for pending in self.since(joined) {
                append(&mut frames, pending, link);
            }
            if !frames.is_empty() {
                link.outbox.deliver(&frames.into());
            }
        }
    }

    fn since(&self, joined: u64) -> impl Iterator<Item = &Pending> {
        self.pending.iter().filter(move |pending| pending.seq >= joined)
    }

    /// Whether the member sees of every message what most members see.
    fn is_common_to(&self, link: &Link, joined: u64) -> bool {
        self.pending.iter().all(|pending| {
            pending.seq >= joined
                && pending.envelope.sender.as_deref() != Some(link.name.as_str())
                && (link.user.is_none() || pending.envelope.user.as_deref() != link.user.as_deref())
        })
    }

    fn common_frames(&mut self, dialect: &Arc<Dialect>) -> Bytes {
        if let Some((_, frames)) = self.common.iter().find(|(known, _)| Arc::ptr_eq(known, dialect)) {
            return frames.clone();
        }
        let mut frames = Vec::new();
        for pending in &self.pending {
            append_view(&mut frames, pending, dialect, View { is_mine: false, is_current: false });
        }
        let frames = Bytes::from(frames);
        self.common.push((dialect.clone(), frames.clone()));
        frames
    }
}

/// Whose message it is, as a recipient sees it.
#[derive(Clone, Copy)]
struct View {
    is_mine: bool,
    is_current: bool,
}

/// Appends a message as `link` sees it, or nothing where it is left out.
fn append(frames: &mut Vec<u8>, pending: &Pending, link: &Link) {
    let envelope = &pending.envelope;
    let is_current = envelope.sender.as_deref() == Some(link.name.as_str());
    if is_current && envelope.exclude_current {
        return;
    }
    let same_user = link.user.is_some() && envelope.user.as_deref() == link.user.as_deref();
    append_view(frames, pending, &link.dialect, View { is_mine: is_current || same_user, is_current });
}

fn append_view(frames: &mut Vec<u8>, pending: &Pending, dialect: &Dialect, view: View) {
    let envelope = &pending.envelope;
    if envelope.kind != EnvelopeKind::Message {
        return;
    }
    let Some(info) = dialect.declared(&envelope.name) else {
        tracing::warn!(
            consumer = dialect.consumer,
            action = &*envelope.name,
            "a group message is not delivered: the member's consumer does not declare it; add it to `sends(…)`"
        );
        return;
    };
    let text = dialect.speak(info, &envelope.body);
    match text.strip_suffix('}') {
        Some(open) if info.group => {
            let (is_mine, is_current) = dialect.ownership_keys();
            let View { is_mine: mine, is_current: current } = view;
            let ownership = format!(",\"{is_mine}\":{mine},\"{is_current}\":{current}}}");
            append_text(frames, &[open.as_bytes(), ownership.as_bytes()]);
        }
        _ => append_text(frames, &[text.as_bytes()]),
    }
    if let Some(complete) = &dialect.group_complete {
        append_text(frames, &[complete.as_bytes()]);
    }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
