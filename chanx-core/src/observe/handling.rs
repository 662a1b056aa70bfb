//! The handling of one frame or event, from when it is taken up.

use std::sync::Arc;

use tokio::time::Instant;

use super::{Handled, Observation, Outcome, Subject};

/// Something that is being handled, where somebody wants to know. Its drop tells observers; until it is said otherwise, that
/// the connection ended before the handler did.
#[derive(Debug)]
pub(crate) struct Handling(Option<Box<Begun>>);

#[derive(Debug)]
struct Begun {
    observation: Arc<Observation>,
    at: Instant,
    subject: Owned,
    handler: Option<&'static str>,
    outcome: Outcome,
}

/// A subject that outlives its envelope.
#[derive(Debug)]
enum Owned {
    Message(&'static str),
    Frame,
    Event(Box<str>),
}

impl Handling {
    /// Begins to handle a client's message, or a frame that is none; `handler` takes it.
    pub(crate) fn of_frame(
        observation: Option<&Arc<Observation>>,
        action: Option<&'static str>,
        handler: Option<&'static str>,
    ) -> Self {
        Self::begin(observation, handler, || action.map_or(Owned::Frame, Owned::Message))
    }

    /// Begins to handle an event.
    pub(crate) fn of_event(
        observation: Option<&Arc<Observation>>,
        name: &str,
        handler: &'static str,
    ) -> Self {
        Self::begin(observation, Some(handler), || Owned::Event(name.into()))
    }

    fn begin(
        observation: Option<&Arc<Observation>>,
        handler: Option<&'static str>,
        subject: impl FnOnce() -> Owned,
    ) -> Self {
        Self(observation.map(|observation| {
            let (observation, subject) = (observation.clone(), subject());
            let (at, outcome) = (Instant::now(), Outcome::Cancelled);
            Box::new(Begun { observation, at, subject, handler, outcome })
        }))
    }

    /// Its outcome, once there is one.
    pub(crate) fn ends(&mut self, outcome: Option<Outcome>) {
        if let (Some(begun), Some(outcome)) = (&mut self.0, outcome) {
            begun.outcome = outcome;
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        let subject = match &self.subject {
            Owned::Message(action) => Subject::Message(action),
            Owned::Frame => Subject::Frame,
            Owned::Event(name) => Subject::Event(name),
        };
        let handled =
            Handled { subject, handler: self.handler, outcome: self.outcome, duration: self.at.elapsed() };
        self.observation.tell(|observer, connection| observer.handled(connection, &handled));
    }
}
