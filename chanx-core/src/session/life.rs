//! A session from the upgrade of its connection to its end, one step a line.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use futures_util::{FutureExt, future::try_join_all};
use http::StatusCode;
use hyper::upgrade::Upgraded;
use tokio::time::timeout;

use super::{
    Env, Route,
    arrival::{Admitted, Arrival},
    attended::Attended,
    concurrent::Concurrent,
    contained::contained,
    presence::Presence,
    watch::watched,
};
use crate::{
    access::Rejection,
    connection::{Allowance, CloseReason, Connection, Next},
    consumer::{Consumer, Context, NewContext},
    error::HandlerError,
    layer::ChannelName,
    link::{Inbox, SessionHandle, frame},
    observe::Observation,
};

/// Runs a connection from its upgrade to its end. It never fails: everything is told to the peer or logged.
///
/// # Promises
/// - Handlers with `self` run one at a time, in the order in which frames arrived, and their replies leave in
///   that order. While one waits, what others send to the connection goes out, pings are answered, and the end
///   of the connection cancels it.
/// - What a client said before it closed is handled, for at most `close_timeout`. Once the close frame is read, it is answered,
///   and nothing more is sent to the client.
/// - `disconnected` runs once for every consumer that `connect` made, after its handlers were cancelled and its
///   groups were left.
/// - A panic, of a handler or of anything else that runs for a connection, ends it with 1011, and nothing else; one of `connect`
///   or `build_groups` refuses it, with 4500. To a client that closed before, it is answered already.
pub(crate) async fn run<C: Consumer>(upgraded: Upgraded, arrival: Arrival<C>, env: Env) {
    // The first and the last steps are boxed, so that a session is only as large as serving it.
    let Some(mut session) = Box::pin(open(upgraded, arrival, env)).await else { return };
    let mut consumer = None;
    let ended = contained(session.run(&mut consumer)).await;
    let reason = ended.unwrap_or_else(|_| CloseReason::panicked());
    Box::pin(session.end(consumer, reason)).await;
}

/// Lets the session in, or tells the peer why not.
async fn open<C: Consumer>(upgraded: Upgraded, mut arrival: Arrival<C>, env: Env) -> Option<Session<C>> {
    let (route, name) = (&arrival.route, env.channels.next_name());
    let observation = Observation::open(&route.observers, &name, &env.request);
    let connection = Connection::new(upgraded, &route.settings, env.stop.clone(), observation);
    let mut attended = Attended::new(connection);
    let reason = match contained(attended.run(arrival.admit(&env))).await {
        Ok(Ok(Ok(admitted))) => return Some(Session::new(attended, name, arrival, admitted, env)),
        Ok(Ok(Err(rejection))) => {
            rejection.log("refused");
            arrival.route.refuse(attended.connection.handle(), &rejection)
        }
        Ok(Err(reason)) => reason,
        Err(_) => CloseReason::panicked(),
    };
    let Attended { connection, supervision } = attended;
    drop(supervision);
    let handle = connection.handle().clone();
    handle.outbox.seal();
    connection.close_handshake(&reason).await;
    handle.outbox.tell_closed(reason.closed());
    None
}

/// What the connection's task holds besides its consumer.
pub(super) struct Session<C: Consumer> {
    pub(super) route: Arc<Route<C>>,
    pub(super) cx: Context<C>,
    pub(super) attended: Attended<C>,
    pub(super) concurrent: Concurrent,
    /// What the node had heard of revocations before the user was looked up.
    epoch: u64,
    presence: Option<Presence>,
}

impl<C: Consumer> Session<C> {
    fn new(
        mut attended: Attended<C>,
        name: ChannelName,
        arrival: Arrival<C>,
        admitted: Admitted<C>,
        env: Env,
    ) -> Self {
        let Arrival { route, state, params, .. } = arrival;
        let Admitted { standing, epoch } = admitted;
        let (user, connection) = (standing.identity.clone(), attended.connection.handle().clone());
        let settings = route.settings.clone();
        let (format, inbox) = (route.format.clone(), Inbox::new(settings.max_outbound_queue));
        let session = Arc::new(SessionHandle::new(name, user, format, inbox, connection));
        let concurrent = Concurrent::new(settings.max_concurrent_handlers);
        attended.connection.allow(Allowance::of(&route.rates, &settings, session.user()));
        let observers = route.observers.clone();
        let (channels, request) = (env.channels, env.request);
        let made_of = NewContext { state, params, channels, session, settings, observers, request, standing };
        let cx = Context::new(made_of);
        Self { route, cx, attended, concurrent, epoch, presence: None }
    }

    /// Lets the client in and serves it, until something ends it.
    async fn run(&mut self, consumer: &mut Option<C>) -> CloseReason {
        if let Err(reason) = Box::pin(self.accept(consumer)).await {
            return reason;
        }
        match consumer {
            Some(consumer) => self.serve(consumer).await,
            None => self.refuse(HandlerError::new("`connect` made no consumer")),
        }
    }

    /// Makes the consumer, joins its groups, and tells the client that it is in: once it reads that, everything
    /// published to its groups reaches it.
    ///
    /// When that fails, the consumer may have been made meanwhile, and has its last hook before it.
    async fn accept(&mut self, made: &mut Option<C>) -> Result<(), CloseReason> {
        self.prepare(made).await?;
        self.attended.connection.open();
        self.supervise();
        Ok(())
    }

    /// From now on the application may ask whether the connection may stay; what it asked meanwhile was kept.
    fn supervise(&mut self) {
        if self.cx.session().user().is_some() {
            let validity = self.attended.supervision.begin(&self.route, &self.cx);
            self.attended.connection.alarm_at(validity.ends_at());
        }
    }

    async fn prepare(&mut self, made: &mut Option<C>) -> Result<(), CloseReason> {
        let Self { route, cx, attended, epoch, presence, .. } = self;
        let settings = &route.settings;
        if settings.send_authentication_message {
            let accepted = route.wire.authentication(StatusCode::OK, "OK");
            // Held back until the connection is accepted, and first of all that is then written.
            cx.connection().outbox.control(&frame::text(&accepted));
        }
        let accepting = timeout(settings.authentication_timeout, connect(cx, made, presence, *epoch));
        let accepted = attended.run(AssertUnwindSafe(accepting).catch_unwind()).await?;
        let error = match accepted {
            Ok(Ok(Ok(()))) => return Ok(()),
            Ok(Ok(Err(error))) => error,
            Ok(Err(late)) => late.into(),
            Err(_) => HandlerError::new("`connect` or `build_groups` panicked"),
        };
        Err(self.refuse(error))
    }

    fn refuse(&self, error: HandlerError) -> CloseReason {
        let rejection = Rejection::from(error);
        rejection.log("the connection could not be accepted");
        // What was held back for an accepted connection is for no other.
        self.cx.connection().outbox.cut();
        self.route.refuse(self.cx.connection(), &rejection)
    }

    /// Reads, handles and writes until something ends it.
    async fn serve(&mut self, consumer: &mut C) -> CloseReason {
        if let Err(reason) = self.welcome(consumer).await {
            return reason;
        }
        loop {
            let handled = match self.attended.next(&mut self.concurrent, &mut self.cx).await {
                Next::Frame(frame) => self.handle_frame(consumer, frame).await,
                Next::Event(event) => self.handle_event(consumer, &event).await,
                Next::End(reason @ CloseReason::PeerClosed(_)) => {
                    // What it said before its good-bye is handled, also concurrently.
                    let finished = self.attended.run(self.concurrent.finish()).await;
                    return finished.ok().flatten().unwrap_or(reason);
                }
                Next::End(reason) => return reason,
            };
            if let Err(reason) = handled {
                return reason;
            }
        }
    }

    async fn welcome(&mut self, consumer: &mut C) -> Result<(), CloseReason> {
        let Self { route, cx, attended, .. } = self;
        let hook = watched(C::INFO.name, "post_authentication", Box::pin(consumer.post_authentication(cx)));
        let hook = timeout(route.settings.authentication_timeout, hook);
        let error = match attended.run(AssertUnwindSafe(hook).catch_unwind()).await? {
            Ok(Ok(Ok(()))) => return Ok(()),
            Ok(Ok(Err(error))) => error,
            Ok(Err(late)) => late.into(),
            Err(_) => return Err(CloseReason::panicked()),
        };
        tracing::error!(%error, "`post_authentication` failed");
        Err(CloseReason::close(1011, "internal error"))
    }

    /// Tells the peer, while the groups are left and the consumer's last hook runs.
    async fn end(self, consumer: Option<C>, reason: CloseReason) {
        let Self { route, mut cx, attended, concurrent, presence, .. } = self;
        let handle = cx.session().connection.clone();
        tracing::debug!(code = reason.code(), "closed");
        // A check that runs is cancelled before anything waits. It is the application's code, as is what it holds.
        let Attended { connection, supervision } = attended;
        let _cancelled = catch_unwind(AssertUnwindSafe(|| drop(supervision)));
        match reason {
            CloseReason::Abort(..) => handle.outbox.cut(),
            _ => handle.outbox.end(),
        }
        let parting = connection.close_handshake(&reason);
        let leaving = async {
            concurrent.cancel().await;
            // Leaves its groups, which waits for nothing.
            drop(presence);
            if let Some(consumer) = consumer {
                disconnect(consumer, &mut cx, route.settings.authentication_timeout).await;
            }
        };
        tokio::join!(parting, leaving);
        handle.outbox.tell_closed(reason.closed());
    }
}

async fn connect<C: Consumer>(
    cx: &mut Context<C>,
    made: &mut Option<C>,
    presence: &mut Option<Presence>,
    epoch: u64,
) -> Result<(), HandlerError> {
    let registry = cx.channels().registry().await?.clone();
    let (session, memberships) = (cx.session().clone(), cx.memberships().clone());
    presence.insert(Presence { registry, session, memberships }).registry.enrol(cx.session(), epoch);
    let consumer = made.insert(watched(C::INFO.name, "connect", pin!(C::connect(cx))).await?);
    cx.channels().registry().await?.connect(cx.session());
    let groups = watched(C::INFO.name, "build_groups", pin!(consumer.build_groups(cx))).await?;
    // Together: the layer is asked for all of them before it has answered for one.
    try_join_all(groups.iter().map(|group| cx.join_group(group))).await?;
    Ok(())
}

async fn disconnect<C: Consumer>(consumer: C, cx: &mut Context<C>, limit: Duration) {
    let hook = async { watched(C::INFO.name, "disconnected", pin!(consumer.disconnected(cx))).await };
    match contained(timeout(limit, hook)).await {
        Ok(Ok(Ok(()))) => {}
        Ok(Ok(Err(error))) => tracing::error!(%error, "`disconnected` failed"),
        Ok(Err(_)) => tracing::error!("`disconnected` took too long and was cancelled"),
        Err(_) => tracing::error!("`disconnected` panicked"),
    }
}
