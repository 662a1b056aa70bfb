//! Handlers and hooks that block their thread.

use std::{future::poll_fn, time::Duration};

use futures_util::FutureExt;

/// The longest time that a poll may take before it is told of in the log.
const LONGEST: Duration = Duration::from_millis(100);

/// Logs each poll of a handler or a hook that took long: meanwhile, whatever else runs on its thread waited.
pub(super) fn watched<F: Future + Unpin>(
    consumer: &'static str,
    handler: &'static str,
    mut future: F,
) -> impl Future<Output = F::Output> {
    poll_fn(move |cx| {
        let begun = moment();
        let poll = future.poll_unpin(cx);
        let blocked = moment().saturating_sub(begun);
        if blocked > LONGEST {
            tracing::warn!(consumer, handler, ?blocked, "a handler blocked its thread");
        }
        poll
    })
}

/// The time since some moment in the past. It is asked for twice for each message, so it is the clock that costs a fifth of a
/// precise one; it moves on every 1 to 10 ms.
#[cfg(target_os = "linux")]
fn moment() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_MONOTONIC_COARSE).map(Duration::from).unwrap_or_default()
}

/// The time since some moment in the past.
#[cfg(not(target_os = "linux"))]
fn moment() -> Duration {
    use std::{sync::LazyLock, time::Instant};
    static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);
    FIRST.elapsed()
}
