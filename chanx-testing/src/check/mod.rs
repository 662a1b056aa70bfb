//! What the tables promise, tried against what runs.
//!
//! `promise` reads a route's rows; `frames` makes frames of a message's schema, `mutate` makes them wrong in one thing,
//! `oracle` says which they are; `session` sends one and reads what comes of it, `judge` says what is wrong with that,
//! `ignored` what is not, `attempt` makes the frame smaller, `tally` counts what was taken, `report` tells.

mod attempt;
mod dice;
mod envelope;
mod frames;
mod ignored;
mod judge;
mod mutate;
mod oracle;
mod path;
mod promise;
mod report;
mod run;
mod session;
mod tally;
#[cfg(test)]
mod tests;

use std::{fmt, future::IntoFuture, panic::Location, pin::Pin};

use self::{report::told, run::RouteCheck};
use crate::{AnyConsumer, Connect, TestApp};

/// Checks that the application keeps its contract, with input that is made from it; with the feature `check`.
///
/// For every route and every action that it handles, frames are made of the message's JSON schema: valid ones, at the
/// edges of what it allows, and such as are wrong in one thing. Besides, each consumer gets what is no message at all.
/// Each frame has a connection of its own; some valid ones are sent twice on it. These are breaches:
///
/// - A frame of the schema is refused, answered by a limit, or ends the connection. Faults of the type `value_error`
///   come from rules that no schema can state, and are taken for the application's right to refuse, unless serde says
///   in them that the frame is of another form.
/// - No valid frame of an action is taken: all of them are refused by rules, fail, or end the connection. Nothing was
///   tried then; an action that is meant to be so is left out by [`skip`](CheckContract::skip).
/// - A frame that is not of the schema is accepted.
/// - A reply that neither the handler's replies nor `sends(…)` nor the handlers of events declare, one that is not of
///   its schema, or more or fewer than the handler's return type says.
/// - An answer without the `ref` of its request. Each frame is a request with one, but those that are sent twice.
/// - A handler that fails though it returns no `Result`.
/// - The server stops answering, or closes other than by the application's own will (1000, 4000 and above).
///
/// What is found is shrunk to a small frame, and told all together. The same frames are tried each time.
///
/// ```
/// # use chanx_testing::{TestApp, check_contract};
/// # async fn example(app: TestApp) {
/// check_contract(&app)
///     .path("ws/rooms/<uuid:room_id>/", "/ws/rooms/0b9e6a3c-5d0f-4a43-9a53-6f1d0c8e7b21/")
///     .connecting(|connect| connect.header("authorization", "Token 7"))
///     .skip("leave")
///     .await;
/// # }
/// ```
///
/// # What it does not see
/// - What a handler sends to other connections, and what event handlers do: none is ever called.
/// - What only another order of actions brings about: a second frame on a connection is the same as the first.
/// - That a raw handler hangs, in a consumer that takes no messages.
/// - What a handler without `self` sends later than [`TestApp::quiet`] after its first replies, unless `send_completion`
///   is on, by which it is also faster in real time. Of streams it is never seen that they end: they may be
///   subscriptions.
/// - Lengths that no schema states: `length(bytes, …)`, `length(utf16, …)`, and how many keys a map has.
/// - That an optional field is ignored whatever is in it, as serde ignores a flattened `Option` that does not fit.
/// - That serde takes a list of its fields for a struct, and the same item twice for a set.
///
/// # Panics
/// When awaited, with all that is wrong.
#[track_caller]
pub fn check_contract(app: &TestApp) -> CheckContract<'_> {
    CheckContract {
        app,
        paths: Vec::new(),
        connecting: None,
        only: Vec::new(),
        skipped: Vec::new(),
        cases: 64,
        seed: 0,
        at: Location::caller(),
    }
}

/// A check that is yet to be awaited; [`check_contract`] makes it.
#[must_use = "nothing is checked before it is awaited"]
pub struct CheckContract<'a> {
    app: &'a TestApp,
    paths: Vec<(String, String)>,
    connecting: Option<Box<Connecting<'a>>>,
    only: Vec<String>,
    skipped: Vec<String>,
    cases: u32,
    seed: u64,
    at: &'static Location<'static>,
}

type Connecting<'a> = dyn Fn(Connect<AnyConsumer>) -> Connect<AnyConsumer> + Send + Sync + 'a;

impl fmt::Debug for CheckContract<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckContract").field("seed", &self.seed).finish_non_exhaustive()
    }
}

impl<'a> CheckContract<'a> {
    /// Names a path that exists, for a route as it is written with the prefixes of its routers. By default one is made
    /// that the route's pattern matches.
    pub fn path(mut self, route: &str, path: &str) -> Self {
        self.paths.push((route.to_owned(), path.to_owned()));
        self
    }

    /// Says how clients connect: headers, cookies, a query. [`Connect::path`] tells where to.
    pub fn connecting(
        mut self,
        connecting: impl Fn(Connect<AnyConsumer>) -> Connect<AnyConsumer> + Send + Sync + 'a,
    ) -> Self {
        self.connecting = Some(Box::new(connecting));
        self
    }

    /// Leaves an action out.
    pub fn skip(mut self, action: &str) -> Self {
        self.skipped.push(action.to_owned());
        self
    }

    /// Tries this action, and others that are named so, but nothing else.
    pub fn only(mut self, action: &str) -> Self {
        self.only.push(action.to_owned());
        self
    }

    /// How many valid frames are tried for each action, and how many invalid ones. Default: 64.
    pub fn cases(mut self, cases: u32) -> Self {
        self.cases = cases;
        self
    }

    /// Makes other frames: the same ones for the same seed, so that a test passes or fails for its application alone.
    /// Default: 0. A random one explores further.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    fn wants(&self, action: &str) -> bool {
        let names = |names: &[String]| names.iter().any(|name| name == action);
        (self.only.is_empty() || names(&self.only)) && !names(&self.skipped)
    }

    async fn run(self) {
        self.assert_known();
        let mut findings = Vec::new();
        for route in self.app.routes() {
            match RouteCheck::of(&self, route) {
                Some(mut check) => {
                    check.run().await;
                    findings.append(&mut check.findings);
                }
                None => {
                    self.fail(&format!("no path is found for `{0}`; say `.path({0:?}, \"/…\")`", route.path))
                }
            }
        }
        if !findings.is_empty() {
            self.fail(&told(&findings, self.seed));
        }
    }

    /// That what was named is there: a check that passes because of a misspelt name checks nothing.
    fn assert_known(&self) {
        let routes: Vec<&str> = self.app.routes().iter().map(|route| route.path.as_str()).collect();
        if let Some((route, _)) = self.paths.iter().find(|(route, _)| !routes.contains(&route.as_str())) {
            self.fail(&format!("no route is written `{route}`; there are `{}`", routes.join("`, `")));
        }
        let actions: Vec<&str> = self.app.routes().iter().flat_map(run::actions).collect();
        let named = self.only.iter().chain(&self.skipped);
        if let Some(action) = named.into_iter().find(|action| !actions.contains(&action.as_str())) {
            self.fail(&format!("no action `{action}` is handled; there are `{}`", actions.join("`, `")));
        }
    }

    fn fail(&self, what: &str) -> ! {
        panic!("{}\n  called at {}", what.trim_end(), self.at)
    }
}

impl<'a> IntoFuture for CheckContract<'a> {
    type Output = ();
    type IntoFuture = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
