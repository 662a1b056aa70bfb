//! What is on its way round the members of a group.

use std::sync::Arc;

use bytes::Bytes;

use super::{
    group::Pending,
    view::{View, append, append_view, is_common},
};
use crate::{layer::EnvelopeKind, link::SessionHandle, wire::WireFormat};

/// A place in the flush's way round the members.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Progress {
    pub(crate) lap: u64,
    /// The key of the member who was visited last.
    pub(crate) key: u64,
}

/// The messages on their way round the members, encoded lazily: once for each wire format, and once more for a
/// member who sent it, or whose user did.
#[derive(Default)]
pub(crate) struct Round {
    /// In the order in which they were published.
    active: Vec<Active>,
    /// Memory that they take.
    memory: usize,
    /// The frames from one publication to the last, as most members see them, by wire format.
    joined: Vec<(Arc<WireFormat>, u64, Bytes)>,
}

struct Active {
    pending: Pending,
    /// Where it got on.
    since: Progress,
    /// The frame as others than its sender see it, by wire format.
    frames: Vec<(Arc<WireFormat>, Bytes)>,
}

impl Round {
    /// Takes on what was published.
    pub(crate) fn admit(&mut self, pending: Vec<Pending>, since: Progress) {
        if !pending.is_empty() {
            self.memory += pending.iter().map(|pending| pending.envelope.memory()).sum::<usize>();
            self.joined.clear();
            self.active.extend(pending.into_iter().map(|pending| Active {
                pending,
                since,
                frames: Vec::new(),
            }));
        }
    }

    /// Lets go of what went all the way round.
    pub(crate) fn retire(&mut self, progress: Progress) {
        let round = |since: Progress| Progress { lap: since.lap + 1, ..since } <= progress;
        let done = self.active.iter().take_while(|active| round(active.since)).count();
        self.memory -=
            self.active.drain(..done).map(|active| active.pending.envelope.memory()).sum::<usize>();
        if self.active.is_empty() {
            self.joined.clear();
        }
    }

    /// Takes out what has not gone all the way round.
    pub(super) fn take(&mut self) -> Vec<Pending> {
        self.joined.clear();
        self.memory = 0;
        self.active.drain(..).map(|active| active.pending).collect()
    }

    /// Memory that what is on its way takes.
    pub(crate) fn memory(&self) -> usize {
        self.memory
    }

    /// The last publication that is on its way.
    pub(crate) fn last(&self) -> Option<u64> {
        self.active.last().map(|active| active.pending.seq)
    }

    /// Delivers to one member what was published at `from` or later: messages as joined frames, events one by one.
    pub(crate) fn deliver(&mut self, session: &SessionHandle, from: u64) {
        let first = self.active.partition_point(|active| active.pending.seq < from);
        let lacking = &self.active[first..];
        for Active { pending, .. } in lacking {
            if pending.envelope.kind == EnvelopeKind::Event {
                session.raise(&pending.envelope);
            }
        }
        let frames = if lacking.iter().all(|active| is_common(&active.pending, session)) {
            self.joined(&session.format, first)
        } else {
            let mut frames = Vec::new();
            for active in lacking {
                append(&mut frames, &active.pending, session);
            }
            frames.into()
        };
        if !frames.is_empty() {
            session.connection.outbox.deliver(&frames);
        }
    }

    /// The frames from the `first` active message on, as most members see them.
    fn joined(&mut self, format: &Arc<WireFormat>, first: usize) -> Bytes {
        let Some(Active { pending: Pending { seq, .. }, .. }) = self.active.get(first) else {
            return Bytes::new();
        };
        let seq = *seq;
        let known = self.joined.iter().find(|(known, from, _)| *from == seq && Arc::ptr_eq(known, format));
        if let Some((.., frames)) = known {
            return frames.clone();
        }
        let frames = match &mut self.active[first..] {
            [only] => only.frame(format),
            several => {
                several.iter_mut().map(|active| active.frame(format)).collect::<Vec<_>>().concat().into()
            }
        };
        self.joined.push((format.clone(), seq, frames.clone()));
        frames
    }
}

impl Active {
    fn frame(&mut self, format: &Arc<WireFormat>) -> Bytes {
        if let Some((_, frame)) = self.frames.iter().find(|(known, _)| Arc::ptr_eq(known, format)) {
            return frame.clone();
        }
        let mut frame = Vec::new();
        append_view(&mut frame, &self.pending, format, View { is_mine: false, is_current: false });
        let frame = Bytes::from(frame);
        self.frames.push((format.clone(), frame.clone()));
        frame
    }
}

#[cfg(test)]
#[path = "round_tests.rs"]
mod tests;
