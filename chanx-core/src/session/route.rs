//! A consumer's table: which row takes which frame.

use std::{collections::HashMap, fmt, sync::Arc};

use super::admission::Gate;
use crate::{
    access::{Rejection, credentials, validity::Validity},
    connection::{CloseReason, Rates},
    consumer::{Call, Consumer, Context, Handler, RuleOf},
    envelope,
    link::{ConnectionHandle, frame},
    observe::{Observers, SharedObserver},
    request::Request,
    settings::Settings,
    table::{Accepts, MessageInfo, declared_by},
    wire::{Wire, WireFormat},
};

/// What all connections of one route share; built once, when the app is.
pub(crate) struct Route<C: Consumer> {
    pub(crate) settings: Arc<Settings>,
    pub(crate) format: Arc<WireFormat>,
    pub(crate) wire: Wire,
    pub(crate) gate: Gate<C>,
    pub(crate) rates: Rates,
    /// Who may send what, by the names of the handlers.
    guards: Vec<(&'static str, RuleOf<C>)>,
    may_wait: bool,
    messages: HashMap<&'static str, (&'static MessageInfo, &'static Handler<C>)>,
    events: HashMap<&'static str, &'static Handler<C>>,
    pub(crate) text: Option<&'static Handler<C>>,
    pub(crate) binary: Option<&'static Handler<C>>,
    pub(crate) observers: Arc<Observers>,
}

impl<C: Consumer> fmt::Debug for Route<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Route").field("consumer", &C::INFO.name).finish_non_exhaustive()
    }
}

/// That a message has no field that is named like a key of the envelope: the macro sees none of a type that is flattened
/// into it, and no frame would ever be taken.
fn assert_beside_the_envelope(info: &MessageInfo) {
    let places = (info.compiled)().places();
    let key = envelope::NAMES.into_iter().find(|key| places.root().position(key).is_some());
    assert!(
        key.is_none(),
        "`{}` has a field `{}`, which stands beside every message, in its envelope: rename it in what is flattened into the message",
        info.name,
        key.unwrap_or_default(),
    );
}

impl<C: Consumer> Route<C> {
    /// Applies the consumer's own settings to the app's, and sorts its rows.
    pub(crate) fn new(app: &Settings, observers: &[SharedObserver]) -> Self {
        let mut settings = app.clone();
        C::settings(&mut settings);
        let settings = settings.bounded();
        let rows = || C::HANDLERS.iter().map(|row| &row.info);
        let format = Arc::new(WireFormat::new(&C::INFO, rows(), &settings));
        let handlers = rows().copied().collect();
        let observers = Observers::new(const { &C::INFO }, handlers, &settings, observers);
        let mut route = Self {
            format,
            wire: Wire::new(C::INFO.tag, settings.camelize),
            gate: Gate::new(&settings),
            rates: Rates::new(&settings),
            guards: C::guards(),
            may_wait: rows().any(|row| row.concurrent || row.permissions.is_some()),
            settings: Arc::new(settings),
            messages: HashMap::new(),
            events: HashMap::new(),
            text: None,
            binary: None,
            observers: Arc::new(observers),
        };
        for row in C::HANDLERS {
            assert_eq!(
                row.info.concurrent,
                matches!(row.call, Call::Concurrent(_)),
                "the row of `{}` and its call differ on whether it runs concurrently",
                row.info.name
            );
            // Nobody's permission would be asked otherwise.
            assert!(
                row.info.permissions.is_none() || route.guard(row).is_some(),
                "`{}` of `{}` names permissions, and `guards` has none of it",
                row.info.name,
                C::INFO.name,
            );
            match row.info.accepts {
                Accepts::Messages(infos) => {
                    for info in infos {
                        assert_beside_the_envelope(info);
                    }
                    route.messages.extend(infos.iter().map(|info| (info.action, (*info, row))));
                }
                Accepts::Event(info) => drop(route.events.insert(info.handler, row)),
                Accepts::Text => route.text = Some(row),
                Accepts::Binary => route.binary = Some(row),
            }
        }
        for info in declared_by(&C::INFO, rows()).values().flatten() {
            assert_beside_the_envelope(info);
        }
        route
    }

    pub(crate) fn message(&self, action: &str) -> Option<(&'static MessageInfo, &'static Handler<C>)> {
        self.messages.get(action).copied()
    }

    pub(crate) fn event(&self, name: &str) -> Option<&'static Handler<C>> {
        self.events.get(name).copied()
    }

    /// Who may send what the row takes; `None` where everybody may.
    pub(crate) fn guard(&self, row: &Handler<C>) -> Option<&RuleOf<C>> {
        row.info.permissions?;
        self.guards.iter().find_map(|(name, rule)| (*name == row.info.name).then_some(rule))
    }

    /// Whether a message may have to wait before its handler is called: for a permission, or for room among those that run.
    pub(crate) fn may_wait(&self) -> bool {
        self.may_wait
    }

    /// Whether clients can send it messages at all; a raw socket has only text or binary handlers.
    pub(crate) fn takes_messages(&self) -> bool {
        !self.messages.is_empty()
    }

    /// Whether a text frame may be read as a message: there are some, or there is no handler for texts that would have it.
    pub(crate) fn reads_messages(&self) -> bool {
        self.takes_messages() || self.text.is_none()
    }

    /// The actions that it knows, in source order.
    pub(crate) fn actions() -> impl Iterator<Item = &'static str> {
        C::HANDLERS.iter().flat_map(|row| match row.info.accepts {
            Accepts::Messages(infos) => infos.iter().map(|info| info.action).collect(),
            _ => Vec::new(),
        })
    }

    /// Asks for access again, for the same user; what comes of it is what handlers begin with from now on.
    pub(super) async fn readmit(
        &self,
        cx: &Context<C>,
        request: Arc<Request>,
    ) -> Result<Validity, Rejection> {
        let wall_clock = cx.latest().wall_clock;
        let standing = self.gate.admit(request, cx.params(), cx.state(), wall_clock).await?;
        if standing.identity.as_ref() != cx.session().user() {
            return Err(Rejection::unauthorized(
                "The credentials are not of this connection's user; connect anew.",
            ));
        }
        let validity = standing.validity;
        cx.renew(standing);
        Ok(validity)
    }

    /// Asks for access again with a fresh token in place of the handshake's credentials.
    pub(super) async fn admit_again(&self, cx: &Context<C>, token: &str) -> Result<Validity, Rejection> {
        let mut parts = cx.request().to_parts();
        credentials::present(&mut parts, token)?;
        self.readmit(cx, Arc::new(cx.request().with_parts(parts))).await
    }

    /// Tells a client that it may not connect, or stay, and how it is closed.
    pub(super) fn refuse(&self, connection: &ConnectionHandle, rejection: &Rejection) -> CloseReason {
        if self.settings.send_authentication_message {
            let told = self.wire.authentication(rejection.status(), rejection.detail());
            connection.outbox.control(&frame::text(&told));
        }
        CloseReason::Close(rejection.close_code(), rejection.detail().to_owned().into())
    }
}
