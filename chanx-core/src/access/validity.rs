//! How long a connection may rely on what was found out about it.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

/// Until when credentials hold, on the runtime's clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Validity {
    expires_at: Option<Instant>,
    recheck_at: Option<Instant>,
}

/// The least time between two looks, before chance takes up to a tenth of it.
const SOONEST: Duration = Duration::from_secs(1);

/// Up to a tenth earlier, by chance: connections that were opened together, as after a restart, do not all ask together.
fn spread(after: Duration) -> Duration {
    let [chance, ..] = uuid::Uuid::new_v4().into_bytes();
    after / 2550 * (2550 - u32::from(chance))
}

impl Validity {
    pub(crate) fn new(
        expires_at: Option<SystemTime>,
        recheck_after: Option<Duration>,
        wall_clock: WallClock,
    ) -> Self {
        Self {
            expires_at: expires_at.and_then(|time| wall_clock.moment(time)),
            recheck_at: recheck_after
                .and_then(|after| Instant::now().checked_add(spread(after.max(SOONEST)))),
        }
    }

    /// When they must be looked at again.
    pub(crate) fn ends_at(&self) -> Option<Instant> {
        self.expires_at.into_iter().chain(self.recheck_at).min()
    }

    /// Whether they expired.
    pub(crate) fn is_over(&self) -> bool {
        self.expires_at.is_some_and(|at| at <= Instant::now())
    }
}

/// The wall clock as a connection reads it: by the runtime's clock from when the connection began, so that tests can
/// pause it. Where the system's wall clock says that it is later, that counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WallClock {
    time: SystemTime,
    moment: Instant,
}

impl WallClock {
    pub(crate) fn now() -> Self {
        Self { time: SystemTime::now(), moment: Instant::now() }
    }

    /// `None` for a time so far away that it never comes.
    fn moment(self, time: SystemTime) -> Option<Instant> {
        let since = |Self { time: then, moment }: Self| {
            moment.checked_add(time.duration_since(then).unwrap_or_default())
        };
        Some(since(self)?.min(since(Self::now())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_time_stays_where_it_is_while_the_clock_is_paused() {
        let wall_clock = WallClock::now();
        let minute = Duration::from_mins(1);
        let validity = || Validity::new(Some(wall_clock.time + minute), None, wall_clock);
        // The system's wall_clock goes on meanwhile, by no more than the test takes.
        let in_a_minute = |validity: Validity| {
            let left = validity.ends_at().unwrap() - wall_clock.moment;
            left <= minute && left > minute / 2
        };
        assert!(in_a_minute(validity()));
        tokio::time::advance(minute / 2).await;
        assert!(in_a_minute(validity()));
        assert!(!validity().is_over());
        tokio::time::advance(minute).await;
        assert!(validity().is_over());
    }

    #[tokio::test(start_paused = true)]
    async fn the_systems_calendar_counts_where_it_is_later() {
        // An hour passed that the runtime's clock did not see, as when a machine sleeps.
        let wall_clock =
            WallClock { time: SystemTime::now() - Duration::from_hours(1), moment: Instant::now() };
        let half = SystemTime::now() - Duration::from_mins(30);
        assert!(Validity::new(Some(half), None, wall_clock).is_over());
    }

    #[tokio::test(start_paused = true)]
    async fn another_look_is_no_end() {
        let wall_clock = WallClock::now();
        let later = Some(wall_clock.time + Duration::from_mins(2));
        let validity = Validity::new(later, Some(Duration::from_mins(1)), wall_clock);
        let spread = |from: Instant, most: Duration| from + most * 9 / 10..=from + most;
        assert!(spread(wall_clock.moment, Duration::from_mins(1)).contains(&validity.ends_at().unwrap()));
        tokio::time::advance(Duration::from_secs(90)).await;
        assert!(!validity.is_over());
        assert_eq!(Validity::new(None, None, wall_clock).ends_at(), None);
        let at_once = Validity::new(None, Some(Duration::ZERO), wall_clock);
        assert!(spread(Instant::now(), SOONEST).contains(&at_once.ends_at().unwrap()));
    }

    #[tokio::test(start_paused = true)]
    async fn connections_that_were_opened_together_are_looked_at_one_by_one() {
        let wall_clock = WallClock::now();
        let look = |_| Validity::new(None, Some(Duration::from_mins(5)), wall_clock).ends_at();
        let mut looks: Vec<_> = (0..1000).map(look).collect();
        looks.sort_unstable();
        looks.dedup();
        assert!(looks.len() > 100, "{}", looks.len());
    }
}
