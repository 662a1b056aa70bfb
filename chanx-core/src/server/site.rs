//! The routes and the state of an application, with the state's type erased.

use std::{sync::Arc, time::Duration};

use crate::{
    handshake,
    observe::SharedObserver,
    routing::{Captures, Mounted, Table},
    session::Caller,
    settings::Settings,
    table::ConsumerInfo,
};

/// Finds what serves a path.
pub(super) trait Serve: Send + Sync {
    fn find(&self, path: &str) -> Option<Place>;

    /// Writes the routes to the log.
    fn log(&self);
}

/// What serves a path: a consumer, the settings in force for it, and the connection to be.
pub(super) struct Place {
    pub(super) info: &'static ConsumerInfo,
    pub(super) settings: Arc<Settings>,
    pub(super) caller: Box<dyn Caller>,
}

pub(super) struct Site<S> {
    state: S,
    table: Table<S>,
    /// One for each route of the table.
    mounted: Vec<Box<dyn Mounted<S>>>,
}

impl<S> Site<S> {
    pub(super) fn new(state: S, table: Table<S>, app: &Settings, observers: &[SharedObserver]) -> Self {
        Self { mounted: table.mount(app, observers), state, table }
    }

    /// Tells of settings that cannot be meant.
    pub(super) fn warn(&self) {
        let allowed = self.mounted.iter().map(|mounted| &mounted.settings().origins);
        for origin in allowed.flat_map(handshake::unmatchable) {
            tracing::warn!(origin, "an allowed origin is malformed, and matches nothing");
        }
    }

    /// The longest of the application's and its consumers'.
    pub(super) fn drain_timeout(&self, app: Duration) -> Duration {
        self.mounted.iter().map(|mounted| mounted.settings().drain_timeout).fold(app, Duration::max)
    }
}

impl<S: Send + Sync> Serve for Site<S> {
    fn find(&self, path: &str) -> Option<Place> {
        let open = |index: usize, captures: &Captures<'_>| self.mounted[index].open(&self.state, captures);
        let found = self.table.find(path, open)?;
        let settings = self.mounted[found.index].settings().clone();
        Some(Place { info: found.info, settings, caller: found.caller })
    }

    fn log(&self) {
        for (pattern, consumer) in self.table.routes() {
            tracing::debug!(pattern, consumer = consumer.name, "route");
        }
    }
}
