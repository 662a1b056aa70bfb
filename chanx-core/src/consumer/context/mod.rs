//! What a handler knows of its connection, and how it speaks.

mod group_sending;
mod memberships;
mod sending;

use std::{
    fmt,
    sync::{Arc, PoisonError},
};

use bytes::Bytes;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

pub(crate) use self::memberships::Memberships;
pub use self::{group_sending::GroupSending, sending::Sending};
use self::{group_sending::OutgoingGroup, sending::Payload};
use super::{Consumer, RuleOf, SentBy, Standing};
use crate::{
    access::{Rejection, Visitor},
    channels::{Channels, check_group_name},
    envelope::Reference,
    error::{Error, Kind, Result},
    layer::ChannelName,
    link::{ConnectionHandle, SessionHandle},
    message::GroupMessage,
    observe::{Audience, Observers},
    request::Request,
    settings::Settings,
    table::MessageInfo,
};

/// A handler's view of its connection. Handlers with `self` borrow it; handlers without own a clone, and a clone
/// may be kept and used from any task while the connection lives.
pub struct Context<C: Consumer> {
    inner: Arc<Inner<C>>,
    /// Who and what it is about, as of when the handler was started.
    standing: Arc<Standing<C>>,
    /// The request that is being answered, where it has a `ref`.
    reference: Option<Arc<Reference>>,
    /// A clone may be used outside the connection's task, which must then be woken to write.
    detached: bool,
}

/// All that a context of a new session is made of.
pub(crate) struct NewContext<C: Consumer> {
    pub(crate) state: C::State,
    pub(crate) params: C::Params,
    pub(crate) channels: Channels,
    pub(crate) session: Arc<SessionHandle>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) observers: Arc<Observers>,
    pub(crate) request: Arc<Request>,
    pub(crate) standing: Standing<C>,
}

struct Inner<C: Consumer> {
    state: C::State,
    params: C::Params,
    channels: Channels,
    session: Arc<SessionHandle>,
    settings: Arc<Settings>,
    observers: Arc<Observers>,
    request: Arc<Request>,
    /// The latest, from which each handler begins.
    standing: std::sync::Mutex<Arc<Standing<C>>>,
    memberships: Arc<Memberships>,
}

impl<C: Consumer> Clone for Context<C> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            standing: self.standing.clone(),
            reference: self.reference.clone(),
            detached: true,
        }
    }
}

impl<C: Consumer> fmt::Debug for Context<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("consumer", &C::INFO.name)
            .field("channel", &self.inner.session.name)
            .finish_non_exhaustive()
    }
}

#[allow(clippy::needless_pass_by_value, reason = "a message is given away when it is sent")]
impl<C: Consumer> Context<C> {
    pub(crate) fn new(made_of: NewContext<C>) -> Self {
        let NewContext { state, params, channels, session, settings, observers, request, standing } = made_of;
        let standing = Arc::new(standing);
        let inner = Inner {
            state,
            params,
            channels,
            session,
            settings,
            observers,
            request,
            standing: std::sync::Mutex::new(standing.clone()),
            memberships: Arc::new(Memberships::new()),
        };
        Self { inner: Arc::new(inner), standing, reference: None, detached: false }
    }

    /// Whose connection it is: `&Account` for `user = Account`, `Option<&Account>` for `user = Option<Account>`.
    pub fn user(&self) -> <C::Visitor as Visitor>::Ref<'_> {
        self.standing.visitor.get()
    }

    /// What the connection is about (`object = …`), as it was when access was last asked for.
    pub fn object(&self) -> &C::Object {
        &self.standing.object
    }

    /// The application's state, as the consumer names it.
    pub fn state(&self) -> &C::State {
        &self.inner.state
    }

    /// What the path gave.
    pub fn params(&self) -> &C::Params {
        &self.inner.params
    }

    /// The request that opened the connection.
    pub fn request(&self) -> &Request {
        &self.inner.request
    }

    /// The subprotocol that was agreed on.
    pub fn subprotocol(&self) -> Option<&str> {
        self.inner.request.subprotocol()
    }

    /// The handle by which other parts of the application are reached.
    pub fn channels(&self) -> &Channels {
        &self.inner.channels
    }

    /// This connection's name, by which events reach it.
    pub fn channel_name(&self) -> &ChannelName {
        &self.inner.session.name
    }

    /// The `ref` of the request that is being handled, which all of its answers have: replies, and whatever the handler sends
    /// to its own client. `None` where the client gave none, and outside the handlers of messages.
    ///
    /// A clone of the context that a handler made answers the same request for as long as the handler runs; what it sends
    /// later answers nothing.
    pub fn reference(&self) -> Option<&str> {
        self.answering().map(Reference::as_str)
    }

    /// The place of the request's `ref`, for the decoder to fill.
    #[doc(hidden)]
    pub fn asked(&mut self) -> &mut Option<Arc<Reference>> {
        &mut self.reference
    }

    fn answering(&self) -> Option<&Reference> {
        self.reference.as_deref().filter(|reference| !reference.has_ended())
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The latest standing, whatever this context began with.
    pub(crate) fn latest(&self) -> Arc<Standing<C>> {
        self.inner.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes a standing the one that handlers begin with from now on.
    pub(crate) fn renew(&self, standing: Standing<C>) {
        *self.inner.standing.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(standing);
    }

    /// Begins from the latest standing.
    pub(crate) fn refresh(&mut self) {
        self.standing = self.latest();
    }

    /// Asks a rule about a message.
    pub(crate) async fn ask(&self, rule: &RuleOf<C>, action: Option<&str>) -> Result<(), Rejection> {
        self.standing.ask(rule, &self.inner.params, &self.inner.state, action).await
    }

    pub(crate) fn session(&self) -> &Arc<SessionHandle> {
        &self.inner.session
    }

    pub(crate) fn connection(&self) -> &ConnectionHandle {
        &self.inner.session.connection
    }

    /// Sends a message to this client: after what was sent before, before what is sent later.
    ///
    /// A group message that is sent this way says that it is neither mine nor current, so that it has one shape.
    /// It waits while half of `max_outbound_queue` is taken, so that a fast handler follows a slow client.
    ///
    /// # Errors
    /// When the connection is closing, or the message cannot be written as JSON.
    pub fn send_message<M: SentBy<C>>(&self, message: M) -> Sending<'_> {
        let info = message.info();
        self.tell_sending(info.action, Audience::Client);
        self.sending(self.encode(info, &message).map(Payload::text))
    }

    /// Sends a message to every member of this connection's groups but this connection itself; the result
    /// can be told other groups, and to include it. Await it.
    ///
    /// # Errors
    /// When a group name is malformed, the message cannot be written as JSON, or the layer fails or does not answer within
    /// `layer_timeout`: then the message may reach members all the same.
    pub fn send_group_message<M: SentBy<C> + GroupMessage>(&self, message: M) -> GroupSending<'_, C> {
        let info = message.info();
        self.tell_sending(info.action, Audience::Groups);
        let body = serde_json::to_string(&message).map_err(|error| Error::with(Kind::Encode, error));
        GroupSending::new(self, OutgoingGroup { action: info.action, body })
    }

    /// Sends a text frame as it is.
    ///
    /// # Errors
    /// When the connection is closing.
    pub fn send_text(&self, text: impl Into<String>) -> Sending<'_> {
        self.sending(Ok(Payload::text(text.into())))
    }

    /// Sends a binary frame as it is.
    ///
    /// # Errors
    /// When the connection is closing.
    pub fn send_binary(&self, bytes: Bytes) -> Sending<'_> {
        self.sending(Ok(Payload::binary(bytes)))
    }

    fn sending(&self, payload: Result<Payload, Error>) -> Sending<'_> {
        Sending::new(&self.inner.session, payload, self.detached)
    }

    fn encode<M: serde::Serialize>(&self, info: &MessageInfo, message: &M) -> Result<String, Error> {
        let text = serde_json::to_string(message).map_err(|error| Error::with(Kind::Encode, error))?;
        let format = &self.inner.session.format;
        let text = format.speak(info, &text);
        let text = match text.strip_suffix('}') {
            Some(open) if info.group => format!("{open}{}", format.ownership(false, false)),
            _ => text.into_owned(),
        };
        Ok(match self.answering() {
            Some(reference) => reference.onto(text),
            None => text,
        })
    }

    fn tell_sending(&self, action: &'static str, to: Audience) {
        let Inner { observers, session, request, .. } = &*self.inner;
        observers
            .tell(&session.name, request, |observer, connection| observer.sending(connection, action, to));
    }

    /// Joins a group; joining twice is joining once. What is published to it from now on reaches this client. Where
    /// nobody waits for it any more, it is undone.
    ///
    /// # Errors
    /// When the name is empty or longer than `max_group_name`, the connection is in `max_groups` groups, it is
    /// closing, or the layer fails or does not answer within `layer_timeout`: then it is no member.
    pub async fn join_group(&self, group: &str) -> Result<()> {
        let Inner { channels, session, settings, memberships, .. } = &*self.inner;
        check_group_name(group, settings.max_group_name)?;
        Ok(memberships.join(channels.registry().await?, session, group, settings).await?)
    }

    /// Leaves a group; a group that it is not in is no error.
    ///
    /// # Errors
    /// When the layer fails, or does not answer within `layer_timeout`; the connection has left all the same.
    pub async fn leave_group(&self, group: &str) -> Result<()> {
        Ok(self.inner.memberships.leave(group, self.inner.settings.layer_timeout).await?)
    }

    /// The groups that the connection is in, in the order in which it joined them; those that it is about to join are
    /// among them.
    pub async fn groups(&self) -> Vec<String> {
        self.inner.memberships.groups()
    }

    pub(crate) fn memberships(&self) -> &Arc<Memberships> {
        &self.inner.memberships
    }

    /// Closes the connection once the handler that runs has returned; what was sent before goes out first.
    ///
    /// `code` is one that RFC 6455 section 7.4 lets an endpoint send (1000, 3000 to 4999, …); another one becomes
    /// 1011. `reason` is cut to 123 bytes. Only the first call counts.
    pub fn close(&self, code: u16, reason: &str) {
        let code = if CloseCode::from(code).is_allowed() { code } else { 1011 };
        let _ = self.connection().closing.set(Box::new((code, reason.to_owned())));
        if self.detached {
            self.connection().outbox.wake();
        }
    }
}
