//! The log of actions, which is an observer: targets `chanx::received` and `chanx::sent`.

use super::{Audience, Observed, Observer, Received};
use crate::settings::Settings;

/// Logs the actions of messages that come and go, but those that are ignored.
pub(super) struct Logs {
    received: bool,
    sent: bool,
    ignored: Vec<String>,
}

impl Logs {
    /// Logs what the settings ask for; `None` where that is nothing.
    pub(super) fn of(settings: &Settings) -> Option<Self> {
        let (received, sent) = (settings.log_received_message, settings.log_sent_message);
        (received || sent).then(|| Self { received, sent, ignored: settings.log_ignored_actions.clone() })
    }

    fn ignores(&self, action: &str) -> bool {
        self.ignored.iter().any(|ignored| ignored == action)
    }
}

impl Observer for Logs {
    fn received(&self, _: &Observed<'_>, received: &Received<'_>) {
        if let Some(action) = received.action
            && self.received
            && !self.ignores(action)
        {
            tracing::debug!(target: "chanx::received", action, "received");
        }
    }

    fn sending(&self, _: &Observed<'_>, action: &'static str, _: Audience) {
        if self.sent && !self.ignores(action) {
            tracing::debug!(target: "chanx::sent", action, "sent");
        }
    }
}
