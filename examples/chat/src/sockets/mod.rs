//! The sockets: one for each room that is open, and one for what concerns the user alone.

mod notifications;
mod permissions;
mod room;

use chanx::prelude::*;

pub(crate) use self::notifications::{Added, NotifyEvent, personal_group};
pub use self::{
    notifications::{NotificationConsumer, NotificationMessage},
    room::{ChatMessage, HistoryMessage, RoomConsumer, SaidMessage, SomebodyTypesMessage, TypingMessage},
};
use crate::AppState;

/// Their paths, below `/ws`.
pub(crate) fn routing() -> Router<AppState> {
    router![path("rooms/<uuid:room_id>/", RoomConsumer), path("notifications/", NotificationConsumer),]
}
