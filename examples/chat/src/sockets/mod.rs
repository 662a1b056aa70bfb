//! The sockets: one for each room that is open, and one for what concerns the user alone.

mod notifications;
mod path;
mod permissions;
mod room;

use chanx::prelude::*;

pub(crate) use self::notifications::personal_group;
pub use self::{
    notifications::{Added, NotificationConsumer, NotificationMessage, NotifyEvent},
    path::RoomPath,
    room::{
        ChatMessage, History, HistoryMessage, Past, RoomConsumer, Said, SaidMessage, SomebodyTypesMessage,
        TypingMessage, Words,
    },
};
use crate::state::AppState;

/// Their paths.
pub(crate) fn routing() -> Router<AppState> {
    router![path("ws/rooms/<uuid:room_id>/", RoomConsumer), path("ws/notifications/", NotificationConsumer),]
}
