//! A route that is a regular expression.

use chanx::prelude::*;

/// Where a year's archive is found.
#[params]
pub(crate) struct ArchivePath {
    /// The year, in four digits.
    pub(crate) year: u16,
}

/// How old is this?
#[message(action = "age")]
pub(crate) struct AgeMessage;

/// From this year.
#[message(action = "aged")]
pub(crate) struct AgedMessage {
    /// The year.
    pub(crate) payload: u16,
}

/// One connection.
#[derive(Default)]
pub(crate) struct ArchiveConsumer;

/// The archive of a year, at a path that a regular expression matches.
#[consumer(public, params = ArchivePath)]
impl ArchiveConsumer {
    /// Tells the year.
    #[ws_handler]
    async fn age(&self, _: AgeMessage, cx: &Context<Self>) -> AgedMessage {
        AgedMessage { payload: cx.params().year }
    }
}
