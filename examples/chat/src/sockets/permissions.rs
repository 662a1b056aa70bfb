//! What a user may do in a room.

use chanx::prelude::*;

use super::path::RoomPath;
use crate::{
    accounts::Account,
    rooms::{Room, Standing},
    state::AppState,
};

impl GetObject<RoomPath, AppState> for Room {
    async fn get_object(path: &RoomPath, state: &AppState) -> Result<Option<Self>, Rejection> {
        Ok(Room::by_id(&state.database, &path.room_id.to_string()).await?)
    }
}

/// Why one who is no member may not.
async fn no_member(user: &Account, room: &Room, state: &AppState) -> Result<Rejection, Rejection> {
    Ok(match room.removed_by(&state.database, user).await? {
        Some(by) => Rejection::forbidden(format!("{by} removed you from this room.")),
        None => Rejection::forbidden("You are not a member of this room."),
    })
}

/// Members enter.
pub(super) struct IsMember;

impl Permission<Account, Room, AppState> for IsMember {
    async fn check(
        &self,
        user: &Account,
        room: &Room,
        access: &Access<'_, AppState>,
    ) -> Result<(), Rejection> {
        match room.standing(&access.state().database, user).await? {
            Standing::Stranger => Err(no_member(user, room, access.state()).await?),
            Standing::Member | Standing::Muted => Ok(()),
        }
    }
}

/// Members who are not muted speak, and administrators. It is asked each time: who has just been removed says nothing
/// more.
pub(super) struct CanPost;

impl Permission<Account, Room, AppState> for CanPost {
    async fn check(
        &self,
        user: &Account,
        room: &Room,
        access: &Access<'_, AppState>,
    ) -> Result<(), Rejection> {
        match room.standing(&access.state().database, user).await? {
            Standing::Muted => Err(Rejection::forbidden("You are muted in this room.")),
            Standing::Stranger if !user.is_admin() => Err(no_member(user, room, access.state()).await?),
            Standing::Member | Standing::Stranger => Ok(()),
        }
    }
}
