//! Frames that are no messages.

use chanx::prelude::*;

/// One connection.
#[derive(Default)]
pub(crate) struct RawConsumer;

/// It speaks no JSON: texts come back with a word before them, bytes as they are.
#[consumer(public, send_authentication_message = false)]
impl RawConsumer {
    /// Says it again.
    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(format!("again: {text}"))
    }

    /// Sends them back.
    #[binary_handler]
    async fn binary(&self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }
}
