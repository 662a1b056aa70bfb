//! What came of a frame or an event, and what its client is told of it.

use std::{borrow::Cow, sync::Arc};

use tokio_tungstenite::tungstenite::Message;
use tracing::Span;

use super::Route;
use crate::{
    access::Rejection,
    consumer::{Consumer, HandlerFuture},
    decode,
    envelope::{self, Envelope, Reference},
    observe::Outcome,
    table::{End, Replies},
    validate::Fault,
    wire::Wire,
};

/// Writes the frame that completes a request, or an event.
pub(super) type Complete = fn(&Wire) -> Cow<'static, str>;

/// What a client knows of its request, and waits for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    reference: Option<Arc<Reference>>,
    /// Whether nothing but `complete` tells that it is done.
    ends_by_complete: bool,
}

impl Asked {
    /// By a message that was decoded, to a handler that replies so.
    pub(super) fn of(message: &decode::Frame<'_>, replies: Replies) -> Self {
        let reference = message.reference().cloned();
        Self { ends_by_complete: reference.is_some() && replies.end() == End::Complete, reference }
    }

    /// By a frame that is not decoded, and answered by chanx alone; and the faults of its envelope.
    pub(super) fn read<C: Consumer>(route: &Route<C>, frame: &Message) -> (Self, Vec<Fault>) {
        let Envelope { reference, faults } = match frame {
            Message::Text(text) if route.reads_messages() => envelope::read(text),
            _ => Envelope::default(),
        };
        (Self { reference: reference.map(Arc::new), ends_by_complete: false }, faults)
    }

    /// Writes the `ref` onto an answer.
    pub(super) fn answer(&self, text: String) -> String {
        match &self.reference {
            Some(reference) => reference.onto(text),
            None => text,
        }
    }
}

/// The conclusion of a frame or an event.
pub(super) enum Conclusion {
    Done,
    /// The handler failed; of what, is only logged.
    Failed,
    /// An event that is not of its handler's type, of which the client is told nothing.
    Unfit,
    /// By no handler: this is the answer, ready to send.
    Answered(String, Outcome),
    /// By a handler that has yet to run, concurrently.
    Concurrent {
        future: HandlerFuture<'static>,
        handler: &'static str,
        span: Span,
    },
}

impl Conclusion {
    /// Of a frame that no handler takes, or not as it is.
    pub(super) fn refused(answer: String) -> Self {
        Self::Answered(answer, Outcome::Refused)
    }

    /// A permission refused the message.
    pub(super) fn denied(wire: &Wire, rejection: &Rejection) -> Self {
        rejection.log("a message was refused");
        if rejection.is_failed() {
            return Self::Failed;
        }
        Self::refused(wire.limit("permission_denied", rejection.detail()))
    }

    /// The outcome, once there is one.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Done => Some(Outcome::Done),
            Self::Failed => Some(Outcome::Failed),
            Self::Unfit => Some(Outcome::Refused),
            Self::Answered(_, outcome) => Some(*outcome),
            Self::Concurrent { .. } => None,
        }
    }

    /// The frames that end a request or an event: `complete` writes the last, where the settings ask for it, or nothing else
    /// would tell the end.
    pub(super) fn frames<C: Consumer>(
        self,
        route: &Route<C>,
        complete: Complete,
        asked: Asked,
    ) -> impl Iterator<Item = String> + use<C> {
        let completes =
            route.settings.send_completion || asked.ends_by_complete && matches!(self, Self::Done);
        let answer = match self {
            Self::Answered(answer, _) => Some(answer),
            Self::Failed => Some(route.wire.handler_failed()),
            Self::Done | Self::Unfit | Self::Concurrent { .. } => None,
        };
        if let Some(reference) = &asked.reference {
            reference.end();
        }
        let complete = completes.then(|| complete(&route.wire).into_owned());
        answer.into_iter().chain(complete).map(move |frame| asked.answer(frame))
    }
}
