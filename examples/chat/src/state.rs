//! What all handlers share.

use chanx::Channels;

use crate::database::Database;

/// What all handlers share: the database, and the handle by which they reach sockets.
#[derive(Debug, Clone)]
pub struct AppState {
    pub(crate) database: Database,
    pub(crate) channels: Channels,
}
