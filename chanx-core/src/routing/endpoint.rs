//! A consumer with its type erased, so that consumers of many types stand in one table.

use std::{fmt, sync::Arc};

use super::table::Captures;
use crate::{
    consumer::Serves,
    observe::SharedObserver,
    params::Params,
    session::{Arrival, Caller, Route},
    settings::Settings,
    table::{ConsumerInfo, HandlerInfo, ParamField},
};

/// What a route leads to: one type of consumer. [`endpoint`] makes it.
pub struct Endpoint<S> {
    pub(super) info: &'static ConsumerInfo,
    pub(super) fields: &'static [ParamField],
    pub(super) handlers: fn() -> Vec<HandlerInfo>,
    /// Applies what the consumer overrides.
    pub(super) settings: fn(&mut Settings),
    pub(super) mount: fn(&Settings, &[SharedObserver]) -> Box<dyn Mounted<S>>,
}

/// Makes the endpoint of a consumer, for an application whose state is `S`.
pub fn endpoint<C: Serves<S>, S>() -> Endpoint<S> {
    Endpoint {
        info: const { &C::INFO },
        fields: C::Params::FIELDS,
        handlers: || C::HANDLERS.iter().map(|row| row.info).collect(),
        settings: C::settings,
        mount: |app, observers| Box::new(Arc::new(Route::<C>::new(app, observers))),
    }
}

/// An endpoint in an application whose settings are known: what its connections share is built.
pub(crate) trait Mounted<S>: Send + Sync {
    /// The application's settings, with what the consumer overrides.
    fn settings(&self) -> &Arc<Settings>;

    /// `None` when a captured value does not parse.
    fn open(&self, state: &S, captures: &Captures<'_>) -> Option<Box<dyn Caller>>;

    /// The frame by which a text would be refused; `None` where it is taken.
    fn refusal(&self, text: &str) -> Option<String>;
}

impl<C: Serves<S>, S> Mounted<S> for Arc<Route<C>> {
    fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    fn open(&self, state: &S, captures: &Captures<'_>) -> Option<Box<dyn Caller>> {
        let params = C::Params::from_path(|name| captures.get(name))?;
        Some(Box::new(Arrival::new(self.clone(), C::state(state), params)))
    }

    fn refusal(&self, text: &str) -> Option<String> {
        Route::refusal(self, text)
    }
}

impl<S> Clone for Endpoint<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Endpoint<S> {}

impl<S> fmt::Debug for Endpoint<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Endpoint").field(&self.info.name).finish()
    }
}
