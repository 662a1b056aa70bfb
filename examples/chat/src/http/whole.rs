//! Changes that are carried out to their end.

use crate::failure::Failure;

/// Runs a change and what must follow it, whether or not the client still waits: a request whose client leaves is dropped
/// where it stands, and what was taken away in the database would go on over an open socket.
pub(super) async fn whole<T: Send + 'static>(
    change: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    tokio::spawn(change).await?
}
