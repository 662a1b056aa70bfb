//! The views of a group message: for others, for the sender's user, for the sender itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::group::Pending;
use crate::{
    layer::{Envelope, EnvelopeKind},
    link::{SessionHandle, frame::append_text},
    wire::WireFormat,
};

/// Whether the member sees what most members see.
pub(super) fn is_common(pending: &Pending, session: &SessionHandle) -> bool {
    pending.envelope.sender.as_deref() != Some(session.name.as_str())
        && session.user().is_none_or(|user| pending.envelope.user.as_deref() != Some(&**user))
}

/// Whose message it is, as a recipient sees it.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub(super) is_mine: bool,
    pub(super) is_current: bool,
}

/// Appends a message as `session` sees it, or nothing where it is left out.
pub(super) fn append(frames: &mut Vec<u8>, pending: &Pending, session: &SessionHandle) {
    let envelope = &pending.envelope;
    let is_current = envelope.sender.as_deref() == Some(session.name.as_str());
    if is_current && envelope.exclude_current {
        return;
    }
    let same_user = session.user().is_some_and(|user| envelope.user.as_deref() == Some(&**user));
    append_view(frames, pending, &session.format, View { is_mine: is_current || same_user, is_current });
}

/// Appends a message in a view. Where that panics (a schema is an application's code), the message is left out for those who
/// would see it so, and nothing else is.
pub(super) fn append_view(frames: &mut Vec<u8>, pending: &Pending, format: &WireFormat, view: View) {
    let len = frames.len();
    if catch_unwind(AssertUnwindSafe(|| encode(frames, &pending.envelope, format, view))).is_err() {
        frames.truncate(len);
        tracing::error!(
            consumer = format.consumer,
            action = &*pending.envelope.name,
            "a group message is not delivered: its encoding panicked"
        );
    }
}

fn encode(frames: &mut Vec<u8>, envelope: &Envelope, format: &WireFormat, view: View) {
    if envelope.kind != EnvelopeKind::Message {
        return;
    }
    let Some(info) = format.declared(&envelope.name) else {
        tracing::warn!(
            consumer = format.consumer,
            action = &*envelope.name,
            "a group message is not delivered: the member's consumer does not declare it; add it to `sends(…)`"
        );
        return;
    };
    let text = format.speak(info, &envelope.body);
    match text.strip_suffix('}') {
        Some(open) if info.group => {
            let ownership = format.ownership(view.is_mine, view.is_current);
            append_text(frames, &[open.as_bytes(), ownership.as_bytes()]);
        }
        _ => append_text(frames, &[text.as_bytes()]),
    }
    if let Some(complete) = &format.group_complete {
        append_text(frames, &[complete.as_bytes()]);
    }
}
