//! When clients do what they did.

use std::time::Duration;

use chanx_core::record::{Closed, Happening, Line, Side};
use tokio::time::{Instant, sleep_until};

use super::player::LONGEST;

/// When a client last did anything, then and now.
#[derive(Default)]
pub(super) struct Pace(Option<(f64, Instant)>);

impl Pace {
    /// Waits until it is time for what a client did; what the server did is not waited for here.
    pub(super) async fn keep(&mut self, line: &Line) {
        let by_client = match line.happening {
            Happening::Opened(_) | Happening::Said(Side::Client, _) => true,
            Happening::Closed(Closed { by, .. }) => by == Side::Client,
            Happening::Said(Side::Server, _) => false,
        };
        if !by_client {
            return;
        }
        if let Some((recorded, played)) = self.0 {
            let gap = (line.at - recorded).clamp(0.0, LONGEST);
            sleep_until(played + Duration::from_secs_f64(gap)).await;
        }
        self.0 = Some((line.at, Instant::now()));
    }
}
