//! The routes as written; `router!` writes this.

use std::fmt;

use super::endpoint::Endpoint;
use crate::table::ConsumerInfo;

/// The routes of an application whose state is `S`, in the order in which they are tried.
///
/// The text that patterns see is the request's path without its leading `/`: `ws/chat/7/`. Escapes are decoded
/// first, except those of `/` and `%`, so that an escaped slash never parts segments; the values that
/// parameters get are decoded to the end. A path with a malformed escape, or one that is no UTF-8, matches
/// nothing.
///
/// A route whose values do not parse (`300` for a `u8`) is passed over; when no route is left, the answer is
/// 404.
pub struct Router<S> {
    pub(super) entries: Vec<Entry<S>>,
}

pub(super) enum Entry<S> {
    Path(&'static str, Endpoint<S>),
    RePath(&'static str, Endpoint<S>),
    Include(&'static str, Router<S>),
}

impl<S> Router<S> {
    /// Makes a router without routes.
    pub fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Adds a route: text with `<name>` or `<converter:name>` in it, which must match the whole path.
    ///
    /// | converter | takes |
    /// |---|---|
    /// | `str` (also when none is written) | anything but `/` |
    /// | `int` | digits |
    /// | `slug` | ASCII letters, digits, `-` and `_` |
    /// | `uuid` | a UUID in lower case with its hyphens, as Django writes it |
    /// | `path` | anything on one line, `/` too |
    #[must_use]
    pub fn path(self, pattern: &'static str, endpoint: Endpoint<S>) -> Self {
        self.with(Entry::Path(pattern, endpoint))
    }

    /// Adds a route by a regular expression, used as it stands: it matches anywhere in the path unless `^` and
    /// `$` say otherwise. Its named groups are the parameters. A `%` or an escaped `/` in the request is seen as
    /// `%25` or `%2F`.
    #[must_use]
    pub fn re_path(self, regex: &'static str, endpoint: Endpoint<S>) -> Self {
        self.with(Entry::RePath(regex, endpoint))
    }

    /// Adds the routes of another router under a prefix, which is a pattern as in [`Router::path`]. Its
    /// parameters are given to every route beneath; what it leaves of the path is what those routes see.
    #[must_use]
    pub fn include(self, prefix: &'static str, router: Router<S>) -> Self {
        self.with(Entry::Include(prefix, router))
    }

    /// Lists the routes in the order in which they are tried: each pattern as written, with its prefixes before
    /// it, and what is known of its consumer.
    pub fn routes(&self) -> impl Iterator<Item = (String, &'static ConsumerInfo)> {
        let mut routes = Vec::new();
        self.list("", &mut routes);
        routes.into_iter()
    }

    fn list(&self, prefix: &str, routes: &mut Vec<(String, &'static ConsumerInfo)>) {
        for entry in &self.entries {
            match entry {
                Entry::Path(pattern, endpoint) | Entry::RePath(pattern, endpoint) => {
                    routes.push((format!("{prefix}{pattern}"), endpoint.info));
                }
                Entry::Include(more, included) => included.list(&format!("{prefix}{more}"), routes),
            }
        }
    }

    fn with(mut self, entry: Entry<S>) -> Self {
        self.entries.push(entry);
        self
    }
}

impl<S> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.routes().map(|(pattern, info)| (pattern, info.name))).finish()
    }
}
