//! The groups that one connection is in.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::{
    error::{Error, Kind},
    groups::{Membership, Registry, within},
    link::SessionHandle,
    settings::Settings,
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

    /// Joins a group, unless the connection is in it, as far as the settings let it.
    pub(crate) async fn join(
        &self,
        registry: &Arc<Registry>,
        session: &Arc<SessionHandle>,
        group: &str,
        settings: &Settings,
    ) -> Result<(), Error> {
        within(settings.layer_timeout, self.join_at_leisure(registry, session, group, settings.max_groups))
            .await
    }

    async fn join_at_leisure(
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
            answered?;
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
        within(limit, unsubscribed).await
    }

    /// Leaves every group at once, and for good. The layer hears of it by the calls; nobody waits for its answers.
    pub(crate) fn leave_all(&self) {
        let left = self.lock().take();
        drop(left);
    }

    /// The groups' names.
    pub(crate) fn groups(&self) -> Vec<String> {
        self.lock().iter().flatten().map(|membership| membership.group().to_owned()).collect()
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
            if let Some(membership) = self.memberships.take(|known| known.id() == self.id) {
                membership.give_up();
            }
        }
    }
}

#[cfg(test)]
#[path = "memberships_tests.rs"]
mod tests;
