//! Sessions in cookies, kept in the database.

use axum::{extract::FromRequestParts, http::request::Parts};
use chanx::{FromSession, Identity, Rejection};
use time::Duration;
use tower_sessions::{Expiry, Session, SessionManagerLayer, cookie::SameSite};

use crate::{accounts::Account, failure::Failure, state::AppState, store::Store};

/// The key under which a session has its account's id.
const ACCOUNT: &str = "account";

/// Gives each request its session. It ends a week after the log in. `Lax`: other sites' pages do not get the
/// cookie sent with what they post. `secure`: only over HTTPS.
pub(crate) fn layer(store: Store, secure: bool) -> SessionManagerLayer<Store> {
    SessionManagerLayer::new(store)
        .with_name("chat_session")
        .with_secure(secure)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::days(7)))
}

/// Makes the session an account's, and asks the sockets of the account that it was before, if any, whether they may stay.
/// Its id changes: whoever planted the former one in somebody's browser gains nothing.
pub(crate) async fn log_in(state: &AppState, session: &Session, account: &Account) -> Result<(), Failure> {
    let former = session.get::<String>(ACCOUNT).await?;
    session.cycle_id().await?;
    session.insert(ACCOUNT, &account.id).await?;
    if let Some(former) = former {
        state.channels.reauthorize(former).await?;
    }
    Ok(())
}

/// Ends the session.
pub(crate) async fn log_out(session: &Session) -> Result<(), Failure> {
    Ok(session.flush().await?)
}

async fn account(session: &Session, state: &AppState) -> Result<Option<Account>, Failure> {
    match session.get::<String>(ACCOUNT).await? {
        Some(id) => Ok(Account::by_id(&state.database, &id).await?),
        None => Ok(None),
    }
}

/// HTTP handlers that take an `Account` are for those who are logged in.
impl FromRequestParts<AppState> for Account {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let session = Session::from_request_parts(parts, state).await;
        let session = session.map_err(|(_, why)| Failure::failed(why))?;
        account(&session, state).await?.ok_or(Failure::Unauthorized("Log in first."))
    }
}

/// So are sockets.
impl FromSession<AppState> for Account {
    async fn from_session(session: &Session, state: &AppState) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(account(session, state).await?.map(Identity::from))
    }
}
