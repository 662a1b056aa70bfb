//! What a connection was let in with.

use std::sync::Arc;

use super::{Consumer, RuleOf};
use crate::access::{
    Access, Rejection, Visitor,
    validity::{Validity, WallClock},
};
use crate::{params::Params, request::Request};

/// The user and the object of a connection, until it is asked again.
pub(crate) struct Standing<C: Consumer> {
    pub(crate) visitor: C::Visitor,
    /// The user's identity, if there is one.
    pub(crate) identity: Option<Arc<str>>,
    pub(crate) object: C::Object,
    /// How long the credentials hold.
    pub(crate) validity: Validity,
    /// By which that was reckoned.
    pub(crate) wall_clock: WallClock,
    /// The request with the credentials that were looked at: the one of the handshake, or that with a fresh token.
    pub(crate) request: Arc<Request>,
}

impl<C: Consumer> Standing<C> {
    /// Asks a rule about the connection, or about a message on it.
    pub(crate) async fn ask(
        &self,
        rule: &RuleOf<C>,
        params: &C::Params,
        state: &C::State,
        action: Option<&str>,
    ) -> Result<(), Rejection> {
        let access = Access { state, request: &self.request, param: &|name: &str| params.get(name), action };
        rule.check(self.visitor.user(), &self.object, &access).await
    }
}
