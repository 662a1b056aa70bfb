//! A consumer's table: which row takes which frame.

use std::{collections::HashMap, fmt, sync::Arc};

use super::{Request, allowance::Limits};
use crate::{
    access::admission::Gate,
    consumer::{Accepts, Consumer, Handler, RuleOf},
    groups::Dialect,
    message::MessageInfo,
    record::{Recorder, Redaction, Track},
    settings::Settings,
    wire::Wire,
};

/// What all connections of one route share; built once, when the app is.
pub(crate) struct Route<C: Consumer> {
    pub(crate) settings: Arc<Settings>,
    pub(crate) dialect: Arc<Dialect>,
    pub(crate) wire: Wire,
    pub(crate) gate: Gate<C>,
    pub(crate) limits: Limits,
    /// Who may send what, by the names of the handlers.
    guards: Vec<(&'static str, RuleOf<C>)>,
    messages: HashMap<&'static str, (&'static MessageInfo, &'static Handler<C>)>,
    events: HashMap<&'static str, &'static Handler<C>>,
    pub(crate) text: Option<&'static Handler<C>>,
    pub(crate) binary: Option<&'static Handler<C>>,
    /// Where its connections are recorded, and what is left out.
    recording: Option<(Recorder, Arc<Redaction>)>,
}

impl<C: Consumer> fmt::Debug for Route<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Route").field("consumer", &C::INFO.name).finish_non_exhaustive()
    }
}

impl<C: Consumer> Route<C> {
    /// Applies the consumer's own settings to the app's, and sorts its rows.
    pub(crate) fn new(app: &Settings, recorder: Option<&Recorder>) -> Self {
        let mut settings = app.clone();
        C::settings(&mut settings);
        let settings = settings.bounded();
        let dialect = Arc::new(Dialect::of::<C>(&settings));
        let redaction = || Arc::new(Redaction::with::<C>(dialect.clone()));
        let recording = recorder.map(|to| (to.clone(), redaction()));
        let mut route = Self {
            dialect,
            wire: Wire::new(C::INFO.tag, settings.camelize),
            gate: Gate::new(&settings),
            limits: Limits::new(&settings),
            guards: C::guards(),
            settings: Arc::new(settings),
            messages: HashMap::new(),
            events: HashMap::new(),
            text: None,
            binary: None,
            recording,
        };
        for row in C::HANDLERS {
            // Nobody's permission would be asked otherwise.
            assert!(
                row.permissions.is_none() || route.guard(row).is_some(),
                "`{}` of `{}` names permissions, and `guards` has none of it",
                row.name,
                C::INFO.name,
            );
            match row.accepts {
                Accepts::Messages(infos) => {
                    route.messages.extend(infos.iter().map(|info| (info.action, (*info, row))));
                }
                Accepts::Event(info) => drop(route.events.insert(info.handler, row)),
                Accepts::Text => route.text = Some(row),
                Accepts::Binary => route.binary = Some(row),
            }
        }
        route
    }

    /// The recording of a connection, where there is to be one.
    pub(crate) fn track(&self, request: &Request) -> Option<Box<Track>> {
        let (to, redaction) = self.recording.as_ref()?;
        Some(Box::new(Track::open(to.clone(), redaction.clone(), request)))
    }

    pub(crate) fn message(&self, action: &str) -> Option<(&'static MessageInfo, &'static Handler<C>)> {
        self.messages.get(action).copied()
    }

    pub(crate) fn event(&self, name: &str) -> Option<&'static Handler<C>> {
        self.events.get(name).copied()
    }

    /// Who may send what the row takes; `None` where everybody may.
    pub(crate) fn guard(&self, row: &Handler<C>) -> Option<&RuleOf<C>> {
        row.permissions?;
        self.guards.iter().find_map(|(name, rule)| (*name == row.name).then_some(rule))
    }

    /// Whether clients can send it messages at all; a raw socket has only text or binary handlers.
    pub(crate) fn takes_messages(&self) -> bool {
        !self.messages.is_empty()
    }

    /// The actions that it knows, in source order.
    pub(crate) fn actions() -> impl Iterator<Item = &'static str> {
        C::HANDLERS.iter().flat_map(|row| match row.accepts {
            Accepts::Messages(infos) => infos.iter().map(|info| info.action).collect(),
            _ => Vec::new(),
        })
    }
}
