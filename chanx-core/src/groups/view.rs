//! The views of a group message: for others, for the sender's user, for the sender itself.

use std::sync::Arc;

use bytes::Bytes;

use super::{Dialect, group::Pending};
use crate::{
    connection::{Link, append_text},
    layer::EnvelopeKind,
};

/// A place in the flush's way round the members.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) lap: u64,
    /// The key of the member who was visited last.
    pub(crate) key: u64,
}

/// What is on its way round the members, encoded lazily: once for each dialect that they speak, and once more for a
/// member who sent it, or whose user did.
#[derive(Default)]
pub(crate) struct Round {
    /// In the order in which they were published.
    active: Vec<Active>,
    /// The frames from one publication to the last, as most members see them, by dialect.
    joined: Vec<(Arc<Dialect>, u64, Bytes)>,
}

struct Active {
    pending: Pending,
    /// Where it got on.
    since: Position,
    /// The frame as others than its sender see it, by dialect.
    frames: Vec<(Arc<Dialect>, Bytes)>,
}

impl Round {
    /// Takes on what was published.
    pub(crate) fn admit(&mut self, pending: Vec<Pending>, since: Position) {
        if !pending.is_empty() {
            self.joined.clear();
            self.active.extend(pending.into_iter().map(|pending| Active {
                pending,
                since,
                frames: Vec::new(),
            }));
        }
    }

    /// Lets go of what went all the way round.
    pub(crate) fn retire(&mut self, position: Position) {
        let round = |since: Position| Position { lap: since.lap + 1, ..since } <= position;
        let done = self.active.iter().take_while(|active| round(active.since)).count();
        self.active.drain(..done);
        if self.active.is_empty() {
            self.joined.clear();
        }
    }

    /// How much is on its way.
    pub(crate) fn bytes(&self) -> usize {
        self.active.iter().map(|active| active.pending.envelope.body.len()).sum()
    }

    /// The last publication that is on its way.
    pub(crate) fn last(&self) -> Option<u64> {
        self.active.last().map(|active| active.pending.seq)
    }

    /// Delivers to one member what was published at `from` or later: messages as joined frames, events one by one.
    pub(crate) fn deliver(&mut self, link: &Link, from: u64) {
        let first = self.active.partition_point(|active| active.pending.seq < from);
        let lacking = &self.active[first..];
        for Active { pending, .. } in lacking {
            if pending.envelope.kind == EnvelopeKind::Event {
                link.raise(&pending.envelope);
            }
        }
        let frames = if lacking.iter().all(|active| is_common(&active.pending, link)) {
            self.joined(&link.dialect, first)
        } else {
            let mut frames = Vec::new();
            for active in lacking {
                append(&mut frames, &active.pending, link);
            }
            frames.into()
        };
        if !frames.is_empty() {
            link.outbox.deliver(&frames);
        }
    }

    /// The frames from the `first` active message on, as most members see them.
    fn joined(&mut self, dialect: &Arc<Dialect>, first: usize) -> Bytes {
        let Some(Active { pending: Pending { seq, .. }, .. }) = self.active.get(first) else {
            return Bytes::new();
        };
        let seq = *seq;
        let known = self.joined.iter().find(|(known, from, _)| *from == seq && Arc::ptr_eq(known, dialect));
        if let Some((.., frames)) = known {
            return frames.clone();
        }
        let frames = match &mut self.active[first..] {
            [only] => only.frame(dialect),
            several => {
                several.iter_mut().map(|active| active.frame(dialect)).collect::<Vec<_>>().concat().into()
            }
        };
        self.joined.push((dialect.clone(), seq, frames.clone()));
        frames
    }
}

impl Active {
    fn frame(&mut self, dialect: &Arc<Dialect>) -> Bytes {
        if let Some((_, frame)) = self.frames.iter().find(|(known, _)| Arc::ptr_eq(known, dialect)) {
            return frame.clone();
        }
        let mut frame = Vec::new();
        append_view(&mut frame, &self.pending, dialect, View { is_mine: false, is_current: false });
        let frame = Bytes::from(frame);
        self.frames.push((dialect.clone(), frame.clone()));
        frame
    }
}

/// Whether the member sees what most members see.
fn is_common(pending: &Pending, link: &Link) -> bool {
    pending.envelope.sender.as_deref() != Some(link.name.as_str())
        && (link.user.is_none() || pending.envelope.user.as_deref() != link.user.as_deref())
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
            let ownership = dialect.ownership(view.is_mine, view.is_current);
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
