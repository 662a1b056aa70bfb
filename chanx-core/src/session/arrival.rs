//! A session that is not let in yet.

use std::sync::Arc;

use tokio::time::timeout;

use super::{Env, Route};
use crate::{
    access::{Rejection, validity::WallClock},
    consumer::{Consumer, Standing},
};

/// A request for a connection to one route.
pub(crate) struct Arrival<C: Consumer> {
    pub(super) route: Arc<Route<C>>,
    pub(super) state: C::State,
    pub(super) params: C::Params,
    /// What it was let in with, once it was.
    admitted: Option<Admitted<C>>,
}

/// What a connection was let in with.
pub(super) struct Admitted<C: Consumer> {
    pub(super) standing: Standing<C>,
    /// What the node had heard of revocations before.
    pub(super) epoch: u64,
}

impl<C: Consumer> Arrival<C> {
    pub(crate) fn new(route: Arc<Route<C>>, state: C::State, params: C::Params) -> Self {
        Self { route, state, params, admitted: None }
    }

    /// Lets it in, unless it was before.
    pub(super) async fn admit(&mut self, env: &Env) -> Result<Admitted<C>, Rejection> {
        match self.admitted.take() {
            Some(admitted) => Ok(admitted),
            None => self.admit_now(env).await,
        }
    }

    /// Asks for access, and keeps what it was let in with until it begins.
    pub(super) async fn admit_early(&mut self, env: &Env) -> Result<(), Rejection> {
        self.admitted = Some(self.admit_now(env).await?);
        Ok(())
    }

    async fn admit_now(&self, env: &Env) -> Result<Admitted<C>, Rejection> {
        let Route { gate, settings, .. } = &*self.route;
        let steps = async {
            // From here on the node hears of revocations.
            let epoch = env.channels.registry().await?.epoch();
            let request = env.request.clone();
            let standing = gate.admit(request, &self.params, &self.state, WallClock::now()).await?;
            Ok(Admitted { standing, epoch })
        };
        timeout(settings.authentication_timeout, steps).await?
    }
}
