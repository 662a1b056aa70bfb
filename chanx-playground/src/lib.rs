//! The playground: one page on which every endpoint of an application can be read and tried, in the browser.
//!
//! ```no_run
//! use chanx_core::server::App;
//! use chanx_playground::Playground;
//!
//! let app = App::new(()).page(Playground::at("/playground"));
//! ```
//!
//! It shows the application's [contract](chanx_contract::Contract), connects as several users side by side, makes messages by forms and examples,
//! and asks the server about what is typed: the very decoding of a connection, without a call. All of the page is in the binary, and it
//! loads nothing from anywhere else.
//!
//! # Security
//! The page is not there unless it is mounted. It tells all that clients may say, so that it should be
//! [guarded](chanx_core::server::Page::guarded) where not everybody may know. What is connected from it is let in as from anywhere else.
//! Its policy (`Content-Security-Policy`) allows its own script alone, no `eval`, and no frame around it.
//!
//! # Rooms
//! `bundle` is what the browser loads, made of the sources in the folder `ui` by `cargo xtask playground`; `told` is what the page
//! knows of the application; `check` answers its questions.

mod bundle;
mod check;
mod told;

use std::sync::OnceLock;

use bytes::Bytes;
use chanx_core::server::{Page, PageRequest, Site};
use http::{Method, Response, StatusCode};

use self::check::Checker;

/// The page, to be mounted by `App::page`.
///
/// | below its path | what |
/// |---|---|
/// | (itself) | the page |
/// | `/app.js`, `/app.css` | its script and style |
/// | `/contract.json` | what it knows of the application |
/// | `/check` | a `POST` that tells which route serves a path, and how the server would refuse a text there |
#[derive(Debug)]
pub struct Playground {
    at: String,
    title: String,
    checker: Checker,
    told: OnceLock<Bytes>,
}

impl Playground {
    /// The page at this path, which has its first `/` and not a last one.
    pub fn at(path: impl Into<String>) -> Self {
        Self {
            at: path.into(),
            title: "Playground".to_owned(),
            checker: Checker::new(check::PER_SECOND),
            told: OnceLock::new(),
        }
    }

    /// The name of the application. Default: `Playground`.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// How many texts are checked in a second, for all who have the page open together; more get status 429. Twice as many may come at
    /// once. Zero counts as one. Default: 50.
    #[must_use]
    pub fn checks_per_second(mut self, checks: u32) -> Self {
        self.checker = Checker::new(checks);
        self
    }

    fn path(&self, below: &str) -> String {
        format!("{}{below}", self.at)
    }
}

impl<S: Send + Sync + 'static> Page<S> for Playground {
    fn paths(&self) -> Vec<String> {
        ["", "/app.js", "/app.css", "/contract.json", "/check"].map(|below| self.path(below)).into()
    }

    fn methods(&self, path: &str) -> Vec<Method> {
        vec![if path == self.path("/check") { Method::POST } else { Method::GET }]
    }

    fn max_body(&self, path: &str) -> usize {
        if path == self.path("/check") { check::MAX_BODY } else { 0 }
    }

    fn is_open(&self, path: &str) -> bool {
        ["/app.js", "/app.css"].iter().any(|below| path == self.path(below))
    }

    async fn answer(&self, request: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        match request.path().strip_prefix(self.at.as_str()) {
            Some("") => bundle::page(&self.at),
            Some("/app.js") => bundle::script(&request),
            Some("/app.css") => bundle::style(&request),
            Some("/contract.json") => {
                let told = self.told.get_or_init(|| told::of(&self.at, &self.title, site.outline()));
                bundle::json(StatusCode::OK, told.clone())
            }
            _ => self.checker.answer(&request, site),
        }
    }
}
