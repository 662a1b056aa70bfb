//! Signing up, logging in and out.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::whole::whole;
use crate::{
    accounts::{Account, Password},
    failure::Failure,
    rooms::Room,
    sessions,
    state::AppState,
};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/accounts", post(sign_up))
        .route("/session", post(log_in).delete(log_out))
        .route("/me", get(me).delete(delete))
}

#[derive(Debug, Deserialize)]
struct Credentials {
    username: String,
    password: Password,
}

#[derive(Debug, Serialize)]
struct Me {
    username: String,
}

async fn sign_up(
    State(state): State<AppState>,
    session: Session,
    Json(credentials): Json<Credentials>,
) -> Result<(StatusCode, Json<Me>), Failure> {
    let Credentials { username, password } = credentials;
    let account = Account::create(&state.database, &username, password, false).await?;
    sessions::log_in(&state, &session, &account).await?;
    Ok((StatusCode::CREATED, Json(Me { username })))
}

async fn log_in(
    State(state): State<AppState>,
    session: Session,
    Json(credentials): Json<Credentials>,
) -> Result<Json<Me>, Failure> {
    let Credentials { username, password } = credentials;
    let account = Account::by_password(&state.database, &username, password).await?;
    let account = account.ok_or(Failure::Unauthorized("The name or the password is wrong."))?;
    sessions::log_in(&state, &session, &account).await?;
    Ok(Json(Me { username }))
}

/// Ends the session, and with it the sockets that it opened.
async fn log_out(
    State(state): State<AppState>,
    account: Account,
    session: Session,
) -> Result<StatusCode, Failure> {
    whole(async move {
        sessions::log_out(&session).await?;
        state.channels.reauthorize(&account.id).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

async fn me(account: Account) -> Json<Me> {
    Json(Me { username: account.username })
}

/// Deletes the account with its rooms. Its sockets end, and so do those of others to its rooms.
async fn delete(
    State(state): State<AppState>,
    account: Account,
    session: Session,
) -> Result<StatusCode, Failure> {
    whole(async move {
        let guests = Room::guests_of(&state.database, &account).await?;
        account.delete(&state.database).await?;
        state.channels.disconnect_user(&account.id).await?;
        for guest in guests {
            state.channels.reauthorize(guest).await?;
        }
        sessions::log_out(&session).await?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
