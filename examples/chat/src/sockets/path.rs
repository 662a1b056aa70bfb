//! The path of a room's sockets.

use chanx::prelude::*;

/// The path of a room.
#[params]
pub struct RoomPath {
    /// The room's id.
    pub room_id: Uuid,
}
