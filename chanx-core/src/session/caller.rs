//! A request for a session, its consumer's type erased.

use std::{future::Future, pin::Pin};

use http::Response;
use hyper::upgrade::Upgraded;

use super::{Arrival, Env, life};
use crate::{body::Body, consumer::Consumer};

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

impl<C: Consumer> Caller for Arrival<C> {
    fn is_refused_early(&self) -> bool {
        !self.route.settings.send_authentication_message && C::INFO.access.may_refuse()
    }

    fn ask<'a>(
        &'a mut self,
        env: &'a Env,
    ) -> Pin<Box<dyn Future<Output = Result<(), Response<Body>>> + Send + 'a>> {
        Box::pin(async move {
            self.admit_early(env).await.map_err(|rejection| {
                rejection.log("refused");
                rejection.into_response(self.route.gate.challenge())
            })
        })
    }

    fn run(self: Box<Self>, upgraded: Upgraded, env: Env) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(life::run(upgraded, *self, env))
    }
}
