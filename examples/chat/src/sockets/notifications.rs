//! What concerns one user, wherever they are.

use chanx::prelude::*;

use crate::{accounts::Account, state::AppState};

/// Somebody added the user to a room.
#[payload]
pub struct Added {
    /// Who did.
    pub by: String,
    /// The room's id.
    pub room_id: String,
    /// The room's name.
    pub room: String,
}

/// Raised by the HTTP handler that adds somebody to a room.
#[event(handler = "notify")]
pub struct NotifyEvent {
    /// What happened.
    pub payload: Added,
}

/// You were added to a room.
#[message(action = "added")]
pub struct NotificationMessage {
    /// What happened.
    pub payload: Added,
}

/// The group of all connections of a user.
pub(crate) fn personal_group(account: &Account) -> String {
    format!("account_{}", account.id)
}

/// A user's own connection.
#[derive(Default)]
pub struct NotificationConsumer;

/// What concerns one user, wherever they are.
///
/// Log in on the chat's own page, `/`, before you connect from here.
#[consumer(
    state = AppState,
    authentication(SessionAuthentication<Account>),
    user = Account,
    rate_limit = Some(RateLimit::per_second(1).burst(5))
)]
impl NotificationConsumer {
    async fn build_groups(&self, cx: &mut Context<Self>) -> Result<Vec<String>> {
        Ok(vec![personal_group(cx.user())])
    }

    /// Pass it on.
    #[event_handler]
    async fn notify(&self, event: NotifyEvent) -> NotificationMessage {
        NotificationMessage { payload: event.payload }
    }
}
