//! A group message on its way to the layer.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use crate::{
    channels::check_group_name,
    consumer::{Consumer, Context},
    error::{Error, HandlerError},
    layer::{Envelope, EnvelopeKind},
};

/// A group message on its way: say to whom, then await it. It is published to all of its groups at once, and then waits
/// while much is on its way to the members of one of them, on whatever node, so that a fast sender follows them.
///
/// Cancel safety: when it is dropped before it was polled, nothing was published; later, all of it.
///
/// # Promises
/// At most once to each membership, in the order in which this connection sent to the group. A group that is
/// named twice gets it twice, an empty list reaches no one, and a group without members is no error.
#[must_use = "a group message is sent when it is awaited"]
pub struct GroupSending<'a, C: Consumer> {
    cx: &'a Context<C>,
    message: OutgoingGroup,
    groups: Option<Vec<String>>,
    exclude_current: bool,
}

pub(super) struct OutgoingGroup {
    pub(super) action: &'static str,
    pub(super) body: Result<String, Error>,
}

impl<'a, C: Consumer> GroupSending<'a, C> {
    pub(super) fn new(cx: &'a Context<C>, message: OutgoingGroup) -> Self {
        Self { cx, message, groups: None, exclude_current: true }
    }

    /// To these groups instead of the connection's own. The connection need not be in them.
    pub fn groups<I: IntoIterator<Item: Into<String>>>(mut self, groups: I) -> Self {
        self.groups = Some(groups.into_iter().map(Into::into).collect());
        self
    }

    /// Whether the sending connection is left out. Default: true.
    pub fn exclude_current(mut self, exclude: bool) -> Self {
        self.exclude_current = exclude;
        self
    }

    async fn send(self) -> Result<(), HandlerError> {
        let Self { cx, message, groups, exclude_current } = self;
        let groups = match groups {
            Some(groups) => groups,
            None => cx.groups().await,
        };
        for group in &groups {
            check_group_name(group, cx.settings().max_group_name)?;
        }
        let mut envelope = Envelope::new(EnvelopeKind::Message, message.action, message.body?);
        envelope.sender = Some(cx.channel_name().into());
        envelope.user = cx.session().user().cloned();
        envelope.exclude_current = exclude_current;
        let envelope = Arc::new(envelope);
        cx.channels().publish_to(&groups, &envelope, cx.settings().layer_timeout).await?;
        Ok(())
    }
}

impl<C: Consumer> fmt::Debug for GroupSending<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupSending")
            .field("action", &self.message.action)
            .field("groups", &self.groups)
            .finish_non_exhaustive()
    }
}

impl<'a, C: Consumer> IntoFuture for GroupSending<'a, C> {
    type Output = Result<(), HandlerError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
