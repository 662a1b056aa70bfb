//! What a route's tables let a client and its server say.

use chanx_core::table::{Accepts, HandlerInfo, MessageInfo, Replies, RouteInfo};

use super::oracle::Oracle;

/// A message of the server.
pub(super) type Said = &'static MessageInfo;

/// A route with its outgoing schemas compiled.
pub(super) struct Promise<'r> {
    pub(super) route: &'r RouteInfo,
    /// By the address of the message's shape, of which there is one for each type.
    spoken: Vec<(usize, Result<Oracle, String>)>,
}

/// What may come of one frame.
pub(super) struct Allowed<'r> {
    pub(super) handler: Option<&'r HandlerInfo>,
    /// The handler's own replies.
    pub(super) replies: Vec<Said>,
    /// What comes of anything else: `sends(…)`, and replies to events.
    pub(super) others: Vec<Said>,
    /// Whether a permission may refuse the frame.
    pub(super) guarded: bool,
}

impl<'r> Promise<'r> {
    pub(super) fn of(route: &'r RouteInfo) -> Self {
        let mut promise = Self { route, spoken: Vec::new() };
        for info in promise.anything().others {
            let key = address(info);
            if promise.spoken.iter().all(|(known, _)| *known != key) {
                promise.spoken.push((key, Oracle::of((info.compiled)().outgoing())));
            }
        }
        promise
    }

    /// What may come of a frame for this handler.
    pub(super) fn of_handler(&self, handler: &'r HandlerInfo) -> Allowed<'r> {
        let mut others: Vec<Said> = self.route.consumer.sends.iter().copied().flatten().copied().collect();
        for event in self.route.handlers.iter().filter(|row| matches!(row.accepts, Accepts::Event(_))) {
            others.extend(event.replies.messages());
        }
        let (replies, guarded) = (handler.replies.messages(), handler.permissions.is_some());
        Allowed { handler: Some(handler), replies, others, guarded }
    }

    /// What may come of no handler: of the hooks, which may send all that the consumer declares.
    pub(super) fn anything(&self) -> Allowed<'r> {
        let mut others: Vec<Said> = self.route.consumer.sends.iter().copied().flatten().copied().collect();
        others.extend(self.route.handlers.iter().flat_map(|row| row.replies.messages()));
        let guarded = self.route.handlers.iter().any(|row| row.permissions.is_some());
        Allowed { handler: None, replies: Vec::new(), others, guarded }
    }

    pub(super) fn oracle(&self, info: Said) -> Option<&Result<Oracle, String>> {
        let key = address(info);
        self.spoken.iter().find(|(known, _)| *known == key).map(|(_, oracle)| oracle)
    }

    /// Whether frames of text are taken as messages.
    pub(super) fn takes_messages(&self) -> bool {
        self.has(|accepts| matches!(accepts, Accepts::Messages(_)))
    }

    pub(super) fn takes_text(&self) -> bool {
        self.has(|accepts| matches!(accepts, Accepts::Text))
    }

    pub(super) fn takes_binary(&self) -> bool {
        self.has(|accepts| matches!(accepts, Accepts::Binary))
    }

    /// Whether a frame of an unknown action is answered.
    pub(super) fn has_barrier(&self) -> bool {
        self.takes_messages() || !self.takes_text()
    }

    /// Whether some handler replies with such frames.
    pub(super) fn replies_raw(&self, binary: bool) -> bool {
        self.route.handlers.iter().any(|row| raw(&row.replies, binary))
    }

    fn has(&self, what: impl Fn(&Accepts) -> bool) -> bool {
        self.route.handlers.iter().any(|row| what(&row.accepts))
    }
}

impl Allowed<'_> {
    /// Whether the handler may fail, or be refused, in words.
    pub(super) fn may_fail(&self) -> bool {
        self.handler.is_some_and(|row| fallible(&row.replies)) || self.guarded
    }

    /// How many messages the handler replies, where all of its replies can be told from what others send.
    pub(super) fn count(&self) -> Option<(usize, usize)> {
        let others = |reply: &Said| self.others.iter().any(|other| other.action == reply.action);
        let told = !self.replies.iter().any(others);
        Some(count(&self.handler.filter(|_| told)?.replies))
    }
}

/// The least number of messages that a handler replies, if it does not fail: none behind a stream, which may go on for
/// ever.
pub(super) fn least(handler: &HandlerInfo) -> usize {
    if ends(handler) { count(&handler.replies).0 } else { before_streams(&handler.replies).0 }
}

/// Whether a handler is done at some time: a stream may be a subscription.
pub(super) fn ends(handler: &HandlerInfo) -> bool {
    !before_streams(&handler.replies).1
}

fn address(info: Said) -> usize {
    std::ptr::from_ref((info.compiled)()).addr()
}

fn raw(replies: &Replies, binary: bool) -> bool {
    match replies {
        Replies::Text => !binary,
        Replies::Binary => binary,
        Replies::Optional(inner)
        | Replies::Many(inner)
        | Replies::Stream(inner)
        | Replies::Fallible(inner) => raw(inner, binary),
        Replies::All(all) => all.iter().any(|inner| raw(inner, binary)),
        Replies::Nothing | Replies::OneOf(_) => false,
    }
}

fn fallible(replies: &Replies) -> bool {
    match replies {
        Replies::Fallible(_) => true,
        Replies::Optional(inner) | Replies::Many(inner) | Replies::Stream(inner) => fallible(inner),
        Replies::All(all) => all.iter().any(|inner| fallible(inner)),
        _ => false,
    }
}

/// The least number of messages up to the first stream, and whether there is one.
fn before_streams(replies: &Replies) -> (usize, bool) {
    match replies {
        Replies::Stream(_) => (0, true),
        Replies::Optional(inner) | Replies::Many(inner) => (0, before_streams(inner).1),
        Replies::Fallible(inner) => before_streams(inner),
        Replies::All(all) => all
            .iter()
            .map(|inner| before_streams(inner))
            .fold((0, false), |so_far, more| if so_far.1 { so_far } else { (so_far.0 + more.0, more.1) }),
        other => (count(other).0, false),
    }
}

/// The least and the most messages of a reply that does not fail.
fn count(replies: &Replies) -> (usize, usize) {
    match replies {
        Replies::Nothing | Replies::Text | Replies::Binary => (0, 0),
        Replies::OneOf(_) => (1, 1),
        Replies::Optional(inner) => (0, count(inner).1),
        Replies::Many(_) | Replies::Stream(_) => (0, usize::MAX),
        Replies::Fallible(inner) => count(inner),
        Replies::All(all) => all
            .iter()
            .map(|inner| count(inner))
            .fold((0, 0), |sum, more| (sum.0 + more.0, sum.1.saturating_add(more.1))),
    }
}
