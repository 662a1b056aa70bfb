//! An observer that writes down what it is told.

use std::sync::{Arc, Mutex};

use chanx::observe::{Audience, Closed, Frames, Handled, Observed, Observer, Opcode, Received};

/// Writes down what it is told, one line each.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    pub(super) fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    /// What was noted since the last time.
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

fn frame(opcode: Opcode, payload: &[u8]) -> String {
    match opcode {
        Opcode::Text => str::from_utf8(payload).unwrap().to_owned(),
        _ => format!("{opcode:?} {payload:?}"),
    }
}

impl Observer for Notes {
    fn opened(&self, connection: &Observed<'_>) {
        let rows = connection.handlers.len();
        self.note(format!("opened {} {} {rows}", connection.consumer.name, connection.request.uri().path()));
    }

    fn received(&self, _: &Observed<'_>, received: &Received<'_>) {
        self.note(format!("received {:?} {}", received.action, frame(received.opcode, received.payload)));
    }

    fn handled(&self, _: &Observed<'_>, handled: &Handled<'_>) {
        let Handled { subject, handler, outcome, duration, .. } = handled;
        self.note(format!("handled {subject:?} {handler:?} {outcome:?} {duration:?}"));
    }

    fn sending(&self, _: &Observed<'_>, action: &'static str, to: Audience) {
        self.note(format!("sending {action} {to:?}"));
    }

    fn sent(&self, _: &Observed<'_>, frames: &Frames) {
        for (opcode, payload) in frames.iter() {
            self.note(format!("sent {}", frame(opcode, &payload)));
        }
    }

    fn closing(&self, _: &Observed<'_>, Closed { code, by, .. }: Closed) {
        self.note(format!("closing {code} {by:?}"));
    }

    fn closed(&self, _: &Observed<'_>, Closed { code, by, .. }: Closed) {
        self.note(format!("closed {code} {by:?}"));
    }
}
