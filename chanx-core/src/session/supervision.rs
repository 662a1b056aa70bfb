//! Supervision: finds out again whether a session may stay, when its credentials expire and when the application asks.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use super::Route;
use crate::{
    access::{Rejection, validity::Validity},
    connection::{CloseReason, Connection},
    consumer::{self, Consumer},
    link::frame,
};

/// A check on its way.
type Checking = Pin<Box<dyn Future<Output = Result<Validity, Rejection>> + Send>>;

/// The reason for which a session may not stay.
#[derive(Debug)]
enum Refusal {
    /// The application asked for it.
    Disconnected,
    /// The credentials expired.
    Expired,
    /// This came of checking again.
    Rejected(Rejection),
}

/// The checks of one session: one at a time, beside whatever handler runs.
pub(super) struct Supervision<C: Consumer> {
    /// `None` for a session of nobody, which nobody asks for.
    examiner: Option<Box<Examiner<C>>>,
    running: Option<Checking>,
    /// It must be checked once more: what the running check saw may be older than the order.
    again: bool,
    /// The credentials are to be looked at because of their age.
    expired: bool,
    renewed: bool,
    orders: u64,
    validity: Validity,
}

impl<C: Consumer> Default for Supervision<C> {
    fn default() -> Self {
        Self {
            examiner: None,
            running: None,
            again: false,
            expired: false,
            renewed: false,
            orders: 0,
            validity: Validity::default(),
        }
    }
}

impl<C: Consumer> Supervision<C> {
    /// Begins to find out again whether the session may stay, when it is asked to and when its credentials expire.
    pub(super) fn begin(&mut self, route: &Arc<Route<C>>, cx: &consumer::Context<C>) -> Validity {
        self.examiner = Some(Box::new(Examiner { route: route.clone(), cx: cx.clone() }));
        self.validity = cx.latest().validity;
        self.validity
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

    /// Whether it was found out anew since the last time that the session may stay.
    pub(super) fn take_renewed(&mut self) -> bool {
        std::mem::take(&mut self.renewed)
    }

    /// Ready when the session may not stay.
    pub(super) fn poll(&mut self, connection: &mut Connection, cx: &mut Context<'_>) -> Poll<CloseReason> {
        let Some(examiner) = &self.examiner else { return Poll::Pending };
        let orders = &examiner.cx.session().orders;
        if orders.must_leave() {
            return Poll::Ready(examiner.refuse(&Refusal::Disconnected));
        }
        if orders.take_recheck() {
            self.orders += 1;
            self.again = true;
        }
        loop {
            let running = match &mut self.running {
                Some(running) => running,
                None if std::mem::take(&mut self.again) => self.running.insert(examiner.check()),
                None => return Poll::Pending,
            };
            let checked = std::task::ready!(running.as_mut().poll(cx));
            self.running = None;
            match checked {
                Ok(validity) => {
                    connection.alarm_at(validity.ends_at());
                    self.validity = validity;
                    (self.expired, self.renewed) = (false, true);
                }
                Err(rejection) if self.expired && rejection.is_unauthorized() => {
                    return Poll::Ready(examiner.refuse(&Refusal::Expired));
                }
                Err(rejection) => {
                    rejection.log("the connection may not stay");
                    return Poll::Ready(examiner.refuse(&Refusal::Rejected(rejection)));
                }
            }
        }
    }
}

/// Asks again whether a session may stay.
struct Examiner<C: Consumer> {
    route: Arc<Route<C>>,
    cx: consumer::Context<C>,
}

impl<C: Consumer> Examiner<C> {
    /// Goes all the way from the credentials to the permissions once more, and tells until when the credentials hold.
    fn check(&self) -> Checking {
        let (route, cx) = (self.route.clone(), self.cx.clone());
        let request = cx.latest().request.clone();
        Box::pin(async move { route.readmit(&cx, request).await })
    }

    /// Tells the client that it may not stay, and how it is closed.
    fn refuse(&self, why: &Refusal) -> CloseReason {
        let (code, detail, reason) = match why {
            Refusal::Rejected(rejection) => return self.route.refuse(self.cx.connection(), rejection),
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
        self.cx.connection().outbox.control(&frame::text(&self.route.wire.limit(code, detail)));
        CloseReason::close(4401, reason)
    }
}
