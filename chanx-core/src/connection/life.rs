//! A connection from its upgrade to its end, one step a line.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, OnceLock},
    time::Duration,
};

use futures_util::{FutureExt, future::try_join_all};
use http::StatusCode;
use hyper::upgrade::Upgraded;
use tokio::time::timeout;

use super::{
    Env, Route,
    allowance::Allowance,
    arrival::{Admitted, Arrival},
    beside::Beside,
    driver::{Driver, Next},
    end::{End, part},
    presence::Presence,
    socket::{Parts, Socket},
    supervision::Examiner,
};
use crate::{
    access::Rejection,
    consumer::{Consumer, Context, hear},
    error::HandlerError,
    link::{Inbox, Link, Orders, Outbox, frame},
};

/// Runs a connection from its upgrade to its end. It never fails: everything is told to the peer or logged.
///
/// # Promises
/// - Handlers with `self` run one at a time, in the order in which frames arrived, and their replies leave in
///   that order. While one waits, what others send to the connection goes out, pings are answered, and the end
///   of the connection cancels it.
/// - `disconnected` runs once for every consumer that `connect` made, after its handlers were cancelled and its
///   groups were left.
/// - A panic of a handler ends its connection with 1011, and nothing else.
pub(crate) async fn run<C: Consumer>(upgraded: Upgraded, arrival: Arrival<C>, env: Env) {
    // The first and the last steps are boxed, so that a connection is only as large as serving it.
    let Some(mut connection) = Box::pin(open(upgraded, arrival, env)).await else { return };
    match Box::pin(connection.accept()).await {
        Ok(mut consumer) => {
            let end = connection.serve(&mut consumer).await;
            Box::pin(connection.end(Some(consumer), end)).await;
        }
        Err((made, end)) => Box::pin(connection.end(made, end)).await,
    }
}

/// Lets the connection in, or tells the peer why not.
async fn open<C: Consumer>(upgraded: Upgraded, mut arrival: Arrival<C>, env: Env) -> Option<Connection<C>> {
    let (mut driver, link) = line(upgraded, &arrival.route, &env);
    let end = match driver.run(arrival.admit(&env)).await {
        Ok(Ok(admitted)) => return Some(Connection::new(driver, link, arrival, admitted, env)),
        Ok(Err(rejection)) => {
            rejection.log("refused");
            arrival.route.refuse(&link, &rejection)
        }
        Err(end) => end,
    };
    link.outbox.seal();
    part(driver.into_socket(), &end, arrival.route.settings.write_timeout).await;
    None
}

/// The socket with what reads and writes it, and what others will hold of the connection.
fn line<C: Consumer>(upgraded: Upgraded, route: &Route<C>, env: &Env) -> (Driver, Arc<Link>) {
    let settings = &route.settings;
    let mut parts = Parts::of(upgraded);
    let link = Arc::new(Link {
        name: env.channels.next_name(),
        user: OnceLock::new(),
        dialect: route.dialect.clone(),
        outbox: Outbox::new(parts.writer.take(), settings.max_outbound_queue)
            .recorded(route.track(&env.request)),
        inbox: Inbox::new(settings.max_outbound_queue),
        closing: OnceLock::new(),
        orders: Orders::default(),
    });
    let socket = Socket::new(parts, link.clone(), settings);
    (Driver::new(socket, link.clone(), settings.clone(), env.drain.clone()), link)
}

/// What the connection's task holds besides its consumer.
pub(super) struct Connection<C: Consumer> {
    pub(super) route: Arc<Route<C>>,
    pub(super) cx: Context<C>,
    pub(super) driver: Driver,
    pub(super) beside: Beside,
    pub(super) allowance: Option<Box<Allowance>>,
    /// What the node had heard of revocations before the user was looked up.
    epoch: u64,
    presence: Option<Presence>,
}

impl<C: Consumer> Connection<C> {
    fn new(driver: Driver, link: Arc<Link>, arrival: Arrival<C>, admitted: Admitted<C>, env: Env) -> Self {
        let Arrival { route, state, params, .. } = arrival;
        let Admitted { standing, epoch } = admitted;
        if let Some(identity) = &standing.identity {
            let _ = link.user.set(identity.clone());
        }
        let settings = route.settings.clone();
        let beside = Beside::new(settings.max_concurrent_handlers);
        let allowance = Allowance::of(&route.limits, &settings, link.user());
        let cx = Context::new(state, params, env.channels, link, settings, env.request, standing);
        Self { route, cx, driver, beside, allowance, epoch, presence: None }
    }

    /// Makes the consumer, joins its groups, and tells the client that it is in: once it reads that, everything
    /// published to its groups reaches it.
    ///
    /// When that fails, the consumer that was made meanwhile is given back, for its last hook.
    async fn accept(&mut self) -> Result<C, (Option<C>, End)> {
        let mut made = None;
        match (self.prepare(&mut made).await, made) {
            (Ok(()), Some(consumer)) => {
                self.cx.link().outbox.open();
                self.supervise();
                Ok(consumer)
            }
            (Ok(()), None) => Err((None, self.refuse(HandlerError::new("`connect` made no consumer")))),
            (Err(end), made) => Err((made, end)),
        }
    }

    /// From now on the application may ask whether the connection may stay; what it asked meanwhile was kept.
    fn supervise(&mut self) {
        if self.cx.link().user().is_some() {
            let examiner = Examiner { route: self.route.clone(), cx: self.cx.clone() };
            self.driver.supervise(Box::new(examiner), self.cx.latest().validity);
        }
    }

    async fn prepare(&mut self, made: &mut Option<C>) -> Result<(), End> {
        let Self { route, cx, driver, epoch, presence, .. } = self;
        let settings = &route.settings;
        if settings.send_authentication_message {
            let accepted = route.wire.authentication(StatusCode::OK, "OK");
            // Held back until the connection is accepted, and first of all that is then written.
            cx.link().outbox.control(&frame::text(&accepted));
        }
        let accepting = timeout(settings.authentication_timeout, connect(cx, made, presence, *epoch));
        let accepted = driver.run(AssertUnwindSafe(accepting).catch_unwind()).await.inspect_err(|_| {
            // What was held back for an accepted connection is for no other.
            self.cx.link().outbox.cut();
        })?;
        let error = match accepted {
            Ok(Ok(Ok(()))) => return Ok(()),
            Ok(Ok(Err(error))) => error,
            Ok(Err(late)) => late.into(),
            Err(_) => HandlerError::new("`connect` or `build_groups` panicked"),
        };
        Err(self.refuse(error))
    }

    /// What was held back for an accepted connection is for no other.
    fn refuse(&self, error: HandlerError) -> End {
        let rejection = Rejection::from(error);
        rejection.log("the connection could not be accepted");
        self.cx.link().outbox.cut();
        self.route.refuse(self.cx.link(), &rejection)
    }

    /// Reads, handles and writes until something ends it.
    async fn serve(&mut self, consumer: &mut C) -> End {
        if let Err(end) = self.welcome(consumer).await {
            return end;
        }
        loop {
            let handled = match self.driver.next(&mut self.beside).await {
                Next::Frame(frame) => self.handle_frame(consumer, frame).await,
                Next::Event(event) => self.handle_event(consumer, &event).await,
                Next::Renewed => {
                    self.cx.refresh();
                    Ok(())
                }
                Next::End(end) => return end,
            };
            if let Err(end) = handled {
                return end;
            }
        }
    }

    async fn welcome(&mut self, consumer: &mut C) -> Result<(), End> {
        let Self { route, cx, driver, .. } = self;
        let hook = timeout(route.settings.authentication_timeout, consumer.post_authentication(cx));
        let error = match driver.run(AssertUnwindSafe(hook).catch_unwind()).await? {
            Ok(Ok(Ok(()))) => return Ok(()),
            Ok(Ok(Err(error))) => error,
            Ok(Err(late)) => late.into(),
            Err(_) => return Err(End::panicked()),
        };
        tracing::error!(%error, "`post_authentication` failed");
        Err(End::close(1011, "internal error"))
    }

    /// Tells the peer, while the groups are left and the consumer's last hook runs.
    async fn end(self, consumer: Option<C>, end: End) {
        let Self { route, mut cx, driver, beside, presence, .. } = self;
        tracing::debug!(code = end.code(), "closed");
        let link = cx.link().clone();
        match end {
            End::Cut(..) => link.outbox.cut(),
            _ => link.outbox.seal(),
        }
        let parting = part(driver.into_socket(), &end, route.settings.write_timeout);
        let leaving = async {
            beside.cancel().await;
            if let Some(presence) = presence {
                hear(presence.leave()).await;
            }
            if let Some(consumer) = consumer {
                disconnect(consumer, &mut cx, route.settings.authentication_timeout).await;
            }
        };
        tokio::join!(parting, leaving);
    }
}

async fn connect<C: Consumer>(
    cx: &mut Context<C>,
    made: &mut Option<C>,
    presence: &mut Option<Presence>,
    epoch: u64,
) -> Result<(), HandlerError> {
    let registry = cx.channels().registry().await?.clone();
    let (link, memberships) = (cx.link().clone(), cx.memberships().clone());
    presence.insert(Presence { registry, link, memberships, left: false }).registry.enrol(cx.link(), epoch);
    let consumer = made.insert(C::connect(cx).await?);
    cx.channels().registry().await?.connect(cx.link());
    let groups = consumer.build_groups(cx).await?;
    // Together: the layer is asked for all of them before it has answered for one.
    try_join_all(groups.iter().map(|group| cx.join_group(group))).await?;
    Ok(())
}

async fn disconnect<C: Consumer>(consumer: C, cx: &mut Context<C>, limit: Duration) {
    let hook = timeout(limit, consumer.disconnected(cx));
    match AssertUnwindSafe(hook).catch_unwind().await {
        Ok(Ok(Ok(()))) => {}
        Ok(Ok(Err(error))) => tracing::error!(%error, "`disconnected` failed"),
        Ok(Err(_)) => tracing::error!("`disconnected` took too long and was cancelled"),
        Err(_) => tracing::error!("`disconnected` panicked"),
    }
}
