//! The path of a room's sockets.

use chanx::prelude::*;

/// The path of a room.
#[params]
pub struct RoomPath {
    /// The room's id; it stands in the address of the chat's page, behind `#`. The Lobby, where the demo accounts meet, is
    /// `c4a70000-0000-4000-8000-000000000001`.
    pub room_id: Uuid,
}
