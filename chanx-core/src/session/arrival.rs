//! A connection that is not let in yet.

use std::{future::Future, pin::Pin, sync::Arc};

use http::Response;
use hyper::upgrade::Upgraded;
use tokio::time::timeout;

use super::{Env, Route, life};
use crate::{
    access::{Rejection, validity::WallClock},
    body::Body,
    consumer::{Consumer, Standing},
};

/// A request for a connection, its consumer's type erased.
pub(crate) trait Caller: Send {
    /// Whether its consumer looks at who may connect before the upgrade, so that a refusal is an HTTP answer.
    fn is_refused_early(&self) -> bool;

    /// Asks for access now; the answer to a refused request.
    fn ask<'a>(
        &'a mut self,
        env: &'a Env,
    ) -> Pin<Box<dyn Future<Output = Result<(), Response<Body>>> + Send + 'a>>;

    /// Runs the connection to its end.
    fn run(self: Box<Self>, upgraded: Upgraded, env: Env) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

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

impl<C: Consumer> Caller for Arrival<C> {
    fn is_refused_early(&self) -> bool {
        !self.route.settings.send_authentication_message && C::INFO.access.may_refuse()
    }

    fn ask<'a>(
        &'a mut self,
        env: &'a Env,
    ) -> Pin<Box<dyn Future<Output = Result<(), Response<Body>>> + Send + 'a>> {
        Box::pin(async move {
            match self.admit_now(env).await {
                Ok(admitted) => self.admitted = Some(admitted),
                Err(rejection) => {
                    rejection.log("refused");
                    return Err(rejection.into_response(self.route.gate.challenge()));
                }
            }
            Ok(())
        })
    }

    fn run(self: Box<Self>, upgraded: Upgraded, env: Env) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(life::run(upgraded, *self, env))
    }
}
