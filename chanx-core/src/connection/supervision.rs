//! Whether a connection may stay: asked again when its credentials expire and when the application wants it.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use super::{Route, clock::Clock, end::End};
use crate::{
    access::{Rejection, validity::Validity},
    consumer::{self, Consumer},
    link::{Link, frame},
};

/// A check on its way.
pub(crate) type Checking = Pin<Box<dyn Future<Output = Result<Validity, Rejection>> + Send>>;

/// Asks again whether a connection may stay.
pub(crate) trait Supervisor: Send {
    /// Goes all the way from the credentials to the permissions once more, and tells until when the credentials hold.
    fn check(&self) -> Checking;

    /// Tells the client that it may not stay, and how it is closed.
    fn refuse(&self, why: &Refusal) -> End;
}

/// Why a connection may not stay.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The application asked for it.
    Disconnected,
    /// The credentials expired.
    Expired,
    /// This came of checking again.
    Rejected(Rejection),
}

/// Checks of one connection: one at a time, beside whatever handler runs.
#[derive(Default)]
pub(crate) struct Supervision {
    /// `None` for a connection of nobody, which nobody asks for.
    supervisor: Option<Box<dyn Supervisor>>,
    running: Option<Checking>,
    /// It must be checked once more: what the running check saw may be older than the order.
    again: bool,
    /// The credentials are to be looked at because of their age.
    expired: bool,
    renewed: bool,
    orders: u64,
    validity: Validity,
}

impl Supervision {
    pub(super) fn begin(&mut self, supervisor: Box<dyn Supervisor>, validity: Validity) {
        self.supervisor = Some(supervisor);
        self.validity = validity;
    }

    /// Whether the credentials have expired, and it is not known yet whether they hold for longer: nothing is handled
    /// until then.
    pub(super) fn holds(&self) -> bool {
        self.running.is_some() && self.validity.is_over()
    }

    /// The credentials expired.
    pub(super) fn expired(&mut self) {
        self.expired = true;
        self.again = true;
    }

    /// How many orders to check were taken so far.
    pub(super) fn orders(&self) -> u64 {
        self.orders
    }

    /// What is being checked, or due to be, was about credentials that others have replaced; these were looked at when
    /// so many orders had been taken.
    pub(super) fn forget(&mut self, orders: u64, validity: Validity) {
        self.validity = validity;
        // What was ordered meanwhile still stands, also where it was carried out already: by the former credentials.
        self.again |= self.running.take().is_some() || self.orders != orders;
        self.expired = false;
    }

    pub(super) fn has_renewed(&self) -> bool {
        self.renewed
    }

    pub(super) fn take_renewed(&mut self) -> bool {
        std::mem::take(&mut self.renewed)
    }

    /// Ready when the connection may not stay.
    pub(super) fn poll(&mut self, link: &Link, clock: &mut Clock, cx: &mut Context<'_>) -> Poll<End> {
        let Some(supervisor) = &self.supervisor else { return Poll::Pending };
        if link.orders.must_leave() {
            return Poll::Ready(supervisor.refuse(&Refusal::Disconnected));
        }
        if link.orders.take_recheck() {
            self.orders += 1;
            self.again = true;
        }
        loop {
            let running = match &mut self.running {
                Some(running) => running,
                None if std::mem::take(&mut self.again) => self.running.insert(supervisor.check()),
                None => return Poll::Pending,
            };
            let checked = std::task::ready!(running.as_mut().poll(cx));
            self.running = None;
            match checked {
                Ok(validity) => {
                    clock.expire_at(validity.ends_at());
                    self.validity = validity;
                    (self.expired, self.renewed) = (false, true);
                }
                Err(rejection) if self.expired && rejection.is_unauthorized() => {
                    return Poll::Ready(supervisor.refuse(&Refusal::Expired));
                }
                Err(rejection) => {
                    rejection.log("the connection may not stay");
                    return Poll::Ready(supervisor.refuse(&Refusal::Rejected(rejection)));
                }
            }
        }
    }
}

/// The supervisor of a consumer's connections.
pub(super) struct Examiner<C: Consumer> {
    pub(super) route: Arc<Route<C>>,
    pub(super) cx: consumer::Context<C>,
}

impl<C: Consumer> Supervisor for Examiner<C> {
    fn check(&self) -> Checking {
        let (route, cx) = (self.route.clone(), self.cx.clone());
        let request = cx.latest().request.clone();
        Box::pin(async move { route.readmit(&cx, request).await })
    }

    fn refuse(&self, why: &Refusal) -> End {
        let (code, detail, reason) = match why {
            Refusal::Rejected(rejection) => return self.route.refuse(self.cx.link(), rejection),
            Refusal::Disconnected => {
                ("disconnected", "The server ended this user's connections.", "disconnected")
            }
            Refusal::Expired => (
                "credentials_expired",
                "The credentials have expired; connect with fresh ones.",
                "credentials expired",
            ),
        };
        // After all that waits.
        self.cx.link().outbox.control(&frame::text(&self.route.wire.limit(code, detail)));
        End::close(4401, reason)
    }
}
