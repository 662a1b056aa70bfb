//! Rooms and who is in them.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{delete, get, post, put},
};
use chanx::Consumer;
use serde::{Deserialize, Serialize};

use super::whole::whole;
use crate::{
    accounts::Account,
    failure::Failure,
    rooms::{Listed, Member, Room, Standing},
    sockets::{Added, NotificationConsumer, NotifyEvent, personal_group},
    state::AppState,
};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/rooms", get(list).post(create))
        .route("/rooms/{room}/membership", post(join).delete(leave))
        .route("/rooms/{room}/members", get(members).post(add))
        .route("/rooms/{room}/members/{username}", delete(remove))
        .route("/rooms/{room}/members/{username}/muted", put(mute))
}

#[derive(Debug, Serialize)]
struct RoomView {
    id: String,
    name: String,
    is_private: bool,
    is_member: bool,
    is_owner: bool,
}

#[derive(Debug, Deserialize)]
struct NewRoom {
    name: String,
    #[serde(default)]
    is_private: bool,
}

#[derive(Debug, Serialize)]
struct MemberView {
    username: String,
    is_muted: bool,
}

#[derive(Debug, Deserialize)]
struct NewMember {
    username: String,
}

#[derive(Debug, Deserialize)]
struct Muted {
    is_muted: bool,
}

async fn list(State(state): State<AppState>, account: Account) -> Result<Json<Vec<RoomView>>, Failure> {
    let view = |Listed { id, name, is_private, is_member, is_owner }| RoomView {
        id,
        name,
        is_private: is_private != 0,
        is_member: is_member != 0,
        is_owner: is_owner != 0,
    };
    Ok(Json(Room::list(&state.database, &account).await?.into_iter().map(view).collect()))
}

async fn create(
    State(state): State<AppState>,
    account: Account,
    Json(NewRoom { name, is_private }): Json<NewRoom>,
) -> Result<(StatusCode, Json<RoomView>), Failure> {
    let Room { id, name, .. } = Room::create(&state.database, &account, &name, is_private).await?;
    Ok((StatusCode::CREATED, Json(RoomView { id, name, is_private, is_member: true, is_owner: true })))
}

async fn join(
    State(state): State<AppState>,
    account: Account,
    Path(room): Path<String>,
) -> Result<StatusCode, Failure> {
    found(&state, &room).await?.join(&state.database, &account).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn leave(
    State(state): State<AppState>,
    account: Account,
    Path(room): Path<String>,
) -> Result<StatusCode, Failure> {
    let room = found(&state, &room).await?;
    if room.owner_id == account.id {
        return Err(Failure::Conflict("The owner of a room stays."));
    }
    whole(async move {
        room.leave(&state.database, &account).await?;
        state.channels.reauthorize(&account.id).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

async fn members(
    State(state): State<AppState>,
    account: Account,
    Path(room): Path<String>,
) -> Result<Json<Vec<MemberView>>, Failure> {
    let room = found(&state, &room).await?;
    members_only(&state, &room, &account).await?;
    let view = |Member { username, is_muted }| MemberView { username, is_muted: is_muted != 0 };
    Ok(Json(room.members(&state.database).await?.into_iter().map(view).collect()))
}

/// Adds somebody to the room, who is told so wherever they are.
async fn add(
    State(state): State<AppState>,
    account: Account,
    Path(room): Path<String>,
    Json(NewMember { username }): Json<NewMember>,
) -> Result<StatusCode, Failure> {
    let room = found(&state, &room).await?;
    members_only(&state, &room, &account).await?;
    let added = somebody(&state, &username).await?;
    if room.admit(&state.database, &added).await? {
        let payload = Added { by: account.username, room_id: room.id, room: room.name };
        let group = personal_group(&added);
        NotificationConsumer::send_channel_event(&state.channels, &group, NotifyEvent { payload }).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Takes somebody out of the room. Once this is committed, their sockets to it are asked again, and close.
async fn remove(
    State(state): State<AppState>,
    account: Account,
    Path((room, username)): Path<(String, String)>,
) -> Result<StatusCode, Failure> {
    let room = found(&state, &room).await?;
    owner_only(&room, &account)?;
    let removed = somebody(&state, &username).await?;
    if removed.id == room.owner_id {
        return Err(Failure::Conflict("The owner of a room stays."));
    }
    whole(async move {
        room.remove(&state.database, &removed, &account).await?;
        state.channels.reauthorize(&removed.id).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

async fn mute(
    State(state): State<AppState>,
    account: Account,
    Path((room, username)): Path<(String, String)>,
    Json(Muted { is_muted }): Json<Muted>,
) -> Result<StatusCode, Failure> {
    let room = found(&state, &room).await?;
    owner_only(&room, &account)?;
    room.mute(&state.database, &somebody(&state, &username).await?, is_muted).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn found(state: &AppState, room: &str) -> Result<Room, Failure> {
    Room::by_id(&state.database, room).await?.ok_or(Failure::NotFound("There is no such room."))
}

async fn somebody(state: &AppState, username: &str) -> Result<Account, Failure> {
    let account = Account::by_name(&state.database, username).await?;
    account.ok_or(Failure::NotFound("There is nobody of this name."))
}

async fn members_only(state: &AppState, room: &Room, account: &Account) -> Result<(), Failure> {
    match room.standing(&state.database, account).await? {
        Standing::Stranger => Err(Failure::Forbidden("You are not a member of this room.")),
        Standing::Member | Standing::Muted => Ok(()),
    }
}

fn owner_only(room: &Room, account: &Account) -> Result<(), Failure> {
    if room.owner_id == account.id {
        Ok(())
    } else {
        Err(Failure::Forbidden("Only the room's owner may do this."))
    }
}
