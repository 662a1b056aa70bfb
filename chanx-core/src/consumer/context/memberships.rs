//! The groups that one connection is in.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::future::join_all;
use tokio::time::timeout;

use crate::{
    error::{Error, Kind},
    groups::{Membership, Registry},
    layer::LayerFuture,
    link::SessionHandle,
};

/// A session's memberships, in the order in which it joined; `None` once it has left them for good.
#[derive(Debug)]
pub(crate) struct Memberships(Mutex<Option<Vec<Membership>>>);

impl Memberships {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Some(Vec::new())))
    }

    /// Never held across an await.
    fn lock(&self) -> MutexGuard<'_, Option<Vec<Membership>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Joins a group, unless the connection is in it; `most` is how many it may be in.
    pub(crate) async fn join(
        &self,
        registry: &Arc<Registry>,
        session: &Arc<SessionHandle>,
        group: &str,
        most: usize,
    ) -> Result<(), Error> {
        loop {
            let (id, subscribed, joining) = {
                let mut memberships = self.lock();
                let Some(memberships) = memberships.as_mut() else { return Err(Error::new(Kind::Closed)) };
                match memberships.iter().find(|known| known.group() == group) {
                    Some(known) => (known.id(), known.subscribed(), None),
                    None if memberships.len() >= most => return Err(Error::new(Kind::GroupLimit)),
                    None => {
                        let membership = registry.join(session.clone(), group);
                        let (id, subscribed) = (membership.id(), membership.subscribed());
                        // Most connections are in one group: room for more is not taken on suspicion.
                        if memberships.is_empty() {
                            memberships.reserve_exact(1);
                        }
                        memberships.push(membership);
                        (id, subscribed, Some(Joining { memberships: self, id, joined: false }))
                    }
                }
            };
            let answered = subscribed.await;
            // Whoever joined it first may have given up meanwhile: then it is joined anew, whatever the answer was.
            if joining.is_none() && self.lock().iter().flatten().all(|known| known.id() != id) {
                continue;
            }
            answered.map_err(|error| Error::with(Kind::Layer, error))?;
            if let Some(mut joining) = joining {
                joining.joined = true;
            }
            return if self.lock().is_some() { Ok(()) } else { Err(Error::new(Kind::Closed)) };
        }
    }

    /// Takes the first membership that is such a one.
    fn take(&self, is_it: impl Fn(&Membership) -> bool) -> Option<Membership> {
        let mut memberships = self.lock();
        let memberships = memberships.as_mut()?;
        let place = memberships.iter().position(is_it)?;
        Some(memberships.remove(place))
    }

    /// Leaves a group, and waits so long for the layer to hear of it; a group that it is not in is no error.
    pub(crate) async fn leave(&self, group: &str, limit: Duration) -> Result<(), Error> {
        let Some(membership) = self.take(|known| known.group() == group) else { return Ok(()) };
        let Some(unsubscribed) = membership.leave() else { return Ok(()) };
        match timeout(limit, unsubscribed).await {
            Ok(heard) => heard.map_err(|error| Error::with(Kind::Layer, error)),
            Err(late) => Err(Error::with(Kind::Layer, late)),
        }
    }

    /// Leaves every group at once, and for good; the rest is to wait for, by [`hear`].
    pub(crate) fn leave_all(&self) -> Vec<LayerFuture> {
        let left = self.lock().take();
        left.into_iter().flatten().filter_map(Membership::leave).collect()
    }

    /// The groups' names.
    pub(crate) fn groups(&self) -> Vec<String> {
        self.lock().iter().flatten().map(|membership| membership.group().to_owned()).collect()
    }
}

/// Waits until the layer has heard what was left, at most so long.
pub(crate) async fn hear(left: Vec<LayerFuture>, limit: Duration) {
    if left.is_empty() {
        return;
    }
    let Ok(heard) = timeout(limit, join_all(left)).await else {
        tracing::warn!("groups were left, but the layer did not answer in time");
        return;
    };
    for error in heard.into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "a group was left, but the layer did not hear of it");
    }
}

/// A join that waits for the layer: it is undone when the layer fails, or when nobody waits for it any more.
struct Joining<'a> {
    memberships: &'a Memberships,
    id: u64,
    joined: bool,
}

impl Drop for Joining<'_> {
    fn drop(&mut self) {
        if !self.joined {
            // The layer hears of it by the call; nobody waits for its answer.
            drop(self.memberships.take(|known| known.id() == self.id));
        }
    }
}

#[cfg(test)]
#[path = "memberships_tests.rs"]
mod tests;
