//! A client's own recording.

use std::time::Duration;

use chanx_core::{
    consumer::Consumer,
    record::{Closed, Happening, Line, Redaction, Side},
};

use super::{Recording, message::Message};
use crate::{
    Communicator,
    frame::{CLOSE, TEXT},
};

impl<C: Consumer> Communicator<C> {
    /// What was said so far, as a recording of one connection, without what is secret; with the feature `replay`.
    ///
    /// Malformed frames, control frames, and bytes that are no frames are not in it.
    pub fn recording(&self) -> Recording {
        let redaction = Redaction::of(const { &C::INFO }, C::HANDLERS.iter().map(|row| &row.info));
        let opened = redaction.opened(self.path(), self.subprotocol());
        let mut lines = Lines::default();
        lines.push(Duration::ZERO, Happening::Opened(opened));
        let mut closed =
            self.pump.closed.borrow().as_ref().map(|end| Closed { code: end.code, by: Side::Server });
        let (mut sent, mut received) = (Message::default(), Message::default());
        let frames = self.transcript().frames();
        for (_, by, frame) in frames.iter().rev().filter(|(.., frame)| frame.opcode == CLOSE) {
            // The first of the two says who closed.
            let code = crate::Closed::read(&frame.payload).map_or(1006, |closed| closed.code);
            closed = Some(Closed { code, by: *by });
        }
        let last = frames.last().map_or(Duration::ZERO, |(at, ..)| *at);
        for (at, side, frame) in frames {
            let message = match side {
                Side::Client => &mut sent,
                Side::Server => &mut received,
            };
            let said = match message.take(&frame) {
                Some((TEXT, payload)) => str::from_utf8(&payload).ok().map(|text| redaction.text(side, text)),
                Some((_, payload)) => Some(redaction.binary(&payload)),
                None => None,
            };
            if let Some(said) = said {
                lines.push(at, Happening::Said(side, said));
            }
        }
        if let Some(closed) = closed {
            lines.push(last, Happening::Closed(closed));
        }
        lines.0
    }
}

struct Lines(Recording);

impl Default for Lines {
    fn default() -> Self {
        Self(Recording { lines: Vec::new() })
    }
}

impl Lines {
    fn push(&mut self, at: Duration, happening: Happening) {
        let at = (at.as_secs_f64() * 1e6).round() / 1e6;
        let line = Line { connection: "1".to_owned(), at, happening };
        self.0.lines.push((self.0.lines.len() + 1, line));
    }
}
