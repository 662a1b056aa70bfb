//! What there is to try at once: two accounts and a room.

use crate::{
    accounts::Account,
    database::{Database, Error},
    failure::Failure,
    rooms::Room,
};

/// The accounts, with their passwords.
pub const ACCOUNTS: [(&str, &str); 2] = [("demo", "demo-demo"), ("guest", "guest-guest")];

/// The one of them that is an administrator, and enters every room.
pub const ADMIN: &str = "demo";

/// The room that both are in.
pub const ROOM: &str = "Lobby";

/// Its id, which the playground's reader is told.
const ROOM_ID: &str = "c4a70000-0000-4000-8000-000000000001";

/// Plants it, where it is not there yet. Not for production: everybody knows these passwords.
///
/// # Errors
/// When the database fails.
pub async fn plant(database: &Database) -> Result<(), Error> {
    let mut planted = Vec::new();
    for (username, password) in ACCOUNTS {
        match Account::create(database, username, password.into(), username == ADMIN).await {
            Ok(account) => planted.push(account),
            Err(Failure::Conflict(_)) => return Ok(()),
            Err(failure) => return Err(failure.into()),
        }
    }
    let [demo, guest] = &planted[..] else { return Ok(()) };
    let room = Room::create_as(database, ROOM_ID.to_owned(), demo, ROOM, false).await?;
    room.admit(database, guest).await?;
    room.post(database, guest, "Hello! Open a second browser, log in as somebody else, and say something.")
        .await?;
    Ok(())
}
