//! The routes, the pages and the state of an application, with the state's type erased.

use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
    time::Duration,
};

use bytes::Bytes;
use http::Response;

use super::{
    page::{PageRequest, Site, Trial, Trials},
    pages::{Bounds, Pages},
};
use crate::{
    channels::Channels,
    handshake,
    observe::SharedObserver,
    request::Request,
    routing::{Captures, Mounted, Table},
    session::Caller,
    settings::Settings,
    table::{ConsumerInfo, RouteInfo},
};

/// Finds what serves a path.
pub(super) trait Serve: Send + Sync {
    fn find(&self, path: &str) -> Option<Place>;

    /// The page at a path, and what requests for it must keep to.
    fn page(&self, path: &str) -> Option<(usize, Arc<Bounds>)>;

    /// Whether a page answers a request with this head.
    fn admit<'a>(
        &'a self,
        page: usize,
        head: &'a Request,
        running: Running<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<(), Response<Bytes>>> + Send + 'a>>;

    /// The answer of a page.
    fn answer<'a>(
        &'a self,
        page: usize,
        request: PageRequest,
        running: Running<'a>,
    ) -> Pin<Box<dyn Future<Output = Response<Bytes>> + Send + 'a>>;

    /// Writes the routes to the log.
    fn log(&self);
}

/// What pages are told of the application as it runs.
#[derive(Clone, Copy)]
pub(super) struct Running<'a> {
    pub(super) channels: &'a Channels,
    pub(super) draining: bool,
}

/// What serves a path: a consumer, the settings in force for it, and the connection to be.
pub(super) struct Place {
    pub(super) info: &'static ConsumerInfo,
    pub(super) settings: Arc<Settings>,
    pub(super) caller: Box<dyn Caller>,
}

/// All that an application serves.
pub(super) struct Served<S> {
    state: S,
    table: Table<S>,
    /// One for each route of the table.
    mounted: Vec<Box<dyn Mounted<S>>>,
    pages: Pages<S>,
    settings: Settings,
    /// For pages; made when the first one is asked for.
    outline: OnceLock<Arc<[RouteInfo]>>,
}

impl<S> Served<S> {
    pub(super) fn new(
        state: S,
        table: Table<S>,
        pages: Pages<S>,
        settings: Settings,
        observers: &[SharedObserver],
    ) -> Self {
        let mounted = table.mount(&settings, observers);
        Self { state, table, mounted, pages, settings, outline: OnceLock::new() }
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

impl<S: Send + Sync> Serve for Served<S> {
    fn find(&self, path: &str) -> Option<Place> {
        let open = |index: usize, captures: &Captures<'_>| self.mounted[index].open(&self.state, captures);
        let found = self.table.find(path, open)?;
        let settings = self.mounted[found.index].settings().clone();
        Some(Place { info: found.info, settings, caller: found.caller })
    }

    fn page(&self, path: &str) -> Option<(usize, Arc<Bounds>)> {
        self.pages.find(path)
    }

    fn admit<'a>(
        &'a self,
        page: usize,
        head: &'a Request,
        running: Running<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<(), Response<Bytes>>> + Send + 'a>> {
        Box::pin(self.pages.admit(page, head, self.seen(running)))
    }

    fn answer<'a>(
        &'a self,
        page: usize,
        request: PageRequest,
        running: Running<'a>,
    ) -> Pin<Box<dyn Future<Output = Response<Bytes>> + Send + 'a>> {
        Box::pin(self.pages.answer(page, request, self.seen(running)))
    }

    fn log(&self) {
        for (pattern, consumer) in self.table.routes() {
            tracing::debug!(pattern, consumer = consumer.name, "route");
        }
    }
}

impl<S: Send + Sync> Served<S> {
    /// As its pages see it.
    fn seen<'a>(&'a self, Running { channels, draining }: Running<'a>) -> Site<'a, S> {
        let Self { state, settings, .. } = self;
        let outline = self.outline.get_or_init(|| self.table.outline(settings).into());
        Site { state, settings, outline, channels, draining, trials: self }
    }
}

impl<S: Send + Sync> Trials for Served<S> {
    fn trial(&self, path: &str, text: Option<&str>) -> Option<Trial> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let open = |index: usize, captures: &Captures<'_>| self.mounted[index].open(&self.state, captures);
        let route = self.table.find(path, open)?.index;
        let refusal = text.and_then(|text| self.mounted[route].refusal(text));
        Some(Trial { route, refusal })
    }
}
