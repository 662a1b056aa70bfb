//! Observers of connections: they are told what comes and goes, and how it is handled.
//!
//! An [`Observer`] given to [`App::observe`](crate::server::App::observe) is told of every connection, as [`Observed`]. The
//! logs of actions are one (`logs`), recordings another. `observers` are those of one route, `observation` is one
//! connection that is watched down to its frames.

mod frame;
mod handling;
mod logs;
mod observation;
mod observers;

use std::{fmt, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

pub use self::frame::{Frames, Opcode, Received};
pub(crate) use self::{handling::Handling, observation::Observation, observers::Observers};
pub use crate::table::Side;
use crate::{
    layer::ChannelName,
    request::Request,
    table::{ConsumerInfo, HandlerInfo},
};

/// An observer of an application's connections: a recorder, a counter, a log. Each method does nothing by default.
///
/// # Promises
/// - A connection is `opened` once, first of all, and `closed` once, last of all. Of one that is refused before its upgrade,
///   nothing is told; one that is refused after its upgrade has both.
/// - Frames are told in the order in which they came, and in that in which they leave. What is held back until a connection
///   is accepted is told once it may leave.
/// - With no observer, nothing is done for them.
///
/// # Bounds
/// Methods are called where it happens: on the task of the connection, or of whoever sends to it, and `sent` under the lock
/// of its outbox. They must return at once, and neither wait nor send anything; only `drained` may. A panic of theirs is logged, and changes
/// nothing else.
///
/// Frames are what was said, secrets included.
///
/// ```
/// use std::{sync::Arc, sync::atomic::{AtomicU64, Ordering}};
///
/// use chanx_core::{observe::{Handled, Observed, Observer, Outcome}, server::App};
///
/// #[derive(Default)]
/// struct Failures(AtomicU64);
///
/// impl Observer for Failures {
///     fn handled(&self, _: &Observed<'_>, handled: &Handled<'_>) {
///         if handled.outcome == Outcome::Failed {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// let failures = Arc::new(Failures::default());
/// let app = App::new(()).observe(failures.clone());
/// # drop(app);
/// ```
pub trait Observer: Send + Sync + 'static {
    /// A connection was upgraded; it is not yet accepted.
    fn opened(&self, connection: &Observed<'_>) {
        let _ = connection;
    }

    /// The client's next frame of data was taken up.
    fn received(&self, connection: &Observed<'_>, received: &Received<'_>) {
        let _ = (connection, received);
    }

    /// A message, an event or a frame was handled to its end, or in vain.
    fn handled(&self, connection: &Observed<'_>, handled: &Handled<'_>) {
        let _ = (connection, handled);
    }

    /// A handler is about to send a message: told once, however many members a group has.
    fn sending(&self, connection: &Observed<'_>, action: &'static str, to: Audience) {
        let _ = (connection, action, to);
    }

    /// Frames are on their way to the client, whether or not it ever reads them.
    fn sent(&self, connection: &Observed<'_>, frames: &Frames) {
        let _ = (connection, frames);
    }

    /// The connection begins to end, for a reason that is known now: handlers are cancelled, and the closing handshake begins.
    fn closing(&self, connection: &Observed<'_>, closed: Closed) {
        let _ = (connection, closed);
    }

    /// The connection has ended, and with it the handlers that it cancelled and its consumer's last hook.
    fn closed(&self, connection: &Observed<'_>, closed: Closed) {
        let _ = (connection, closed);
    }

    /// The application was drained, and has no connection left. This may block, unlike all else, but not for long: whoever drains
    /// waits for it.
    fn drained(&self) {}
}

/// An observer as all connections share it.
pub(crate) type SharedObserver = Arc<dyn Observer>;

impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn opened(&self, connection: &Observed<'_>) {
        (**self).opened(connection);
    }

    fn received(&self, connection: &Observed<'_>, received: &Received<'_>) {
        (**self).received(connection, received);
    }

    fn handled(&self, connection: &Observed<'_>, handled: &Handled<'_>) {
        (**self).handled(connection, handled);
    }

    fn sending(&self, connection: &Observed<'_>, action: &'static str, to: Audience) {
        (**self).sending(connection, action, to);
    }

    fn sent(&self, connection: &Observed<'_>, frames: &Frames) {
        (**self).sent(connection, frames);
    }

    fn closing(&self, connection: &Observed<'_>, closed: Closed) {
        (**self).closing(connection, closed);
    }

    fn closed(&self, connection: &Observed<'_>, closed: Closed) {
        (**self).closed(connection, closed);
    }

    fn drained(&self) {
        (**self).drained();
    }
}

/// A connection as observers are told of it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Observed<'a> {
    /// The connection's name, which no other connection of any node has.
    pub channel_name: &'a ChannelName,
    /// The consumer that serves it.
    pub consumer: &'static ConsumerInfo,
    /// The consumer's rows, in source order; the connections of one route share them.
    pub handlers: &'a Arc<[HandlerInfo]>,
    /// The request that was upgraded.
    pub request: &'a Request,
}

/// The end of one handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Handled<'a> {
    /// The thing that was handled.
    pub subject: Subject<'a>,
    /// The name of the handler that takes it; `None` where none does.
    pub handler: Option<&'static str>,
    /// The result.
    pub outcome: Outcome,
    /// The time from when it was taken up, permissions and replies included.
    pub duration: Duration,
}

/// A thing that is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject<'a> {
    /// A client's message, by its action.
    Message(&'static str),
    /// A client's frame that is no message of the consumer's, or is for its text or binary handler.
    Frame,
    /// An event, by its name.
    Event(&'a str),
}

/// The result of handling something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was handled, and the replies are on their way.
    Done,
    /// The handler, a permission or an authentication failed with an error.
    Failed,
    /// No handler ran: it was invalid, too much, or not allowed.
    Refused,
    /// The handler, or a permission, panicked.
    Panicked,
    /// The connection ended before the handler did.
    Cancelled,
}

/// The recipients of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Audience {
    /// The client of the connection itself.
    Client,
    /// The members of groups.
    Groups,
}

/// The end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The close code; 1005 for a close frame without one, 1006 where none came (RFC 6455 section 7.4.1).
    pub code: u16,
    /// The side that ended it.
    pub by: Side,
}

impl fmt::Debug for dyn Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}
