//! How much a connection, and its user, may say.

use std::{
    num::NonZeroU32,
    ops::Add,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, Reference},
    middleware::NoOpMiddleware,
    nanos::Nanos,
    state::{InMemoryState, NotKeyed, keyed::HashMapStateStore},
};
use tokio::time::Instant;

use crate::settings::{RateLimit, Settings};

type Rate<K, S> = RateLimiter<K, S, RuntimeClock, NoOpMiddleware<Moment>>;

/// The rates of one route's users, on this node.
pub(crate) struct Rates {
    users: Option<Arc<Users>>,
}

/// What each user may still say.
struct Users {
    rates: Rate<Arc<str>, HashMapStateStore<Arc<str>>>,
    /// How many are remembered before those whose allowance is whole again are forgotten.
    forget_from: AtomicUsize,
}

/// The least of them.
const FORGET_FROM: usize = 1024;

impl Users {
    fn charge(&self, user: &Arc<str>) -> bool {
        self.rates.check_key(user).is_ok()
    }

    /// Forgets whom it may; after each time there must be twice as many before the next, so that it costs little.
    fn forget(&self) {
        if self.rates.len() >= self.forget_from.load(Ordering::Relaxed) {
            self.rates.retain_recent();
            self.forget_from.store((self.rates.len() * 2).max(FORGET_FROM), Ordering::Relaxed);
        }
    }
}

impl Rates {
    pub(crate) fn new(settings: &Settings) -> Self {
        let users = settings.user_rate_limit.map(|limit| Users {
            rates: Rate::new(quota(limit), HashMapStateStore::default(), RuntimeClock),
            forget_from: AtomicUsize::new(FORGET_FROM),
        });
        Self { users: users.map(Arc::new) }
    }
}

/// The rest that one connection may still say: every message is charged, whatever is in it, and every control frame that it was not
/// asked for.
pub(crate) struct Allowance {
    own: Option<Rate<NotKeyed, InMemoryState>>,
    user: Option<(Arc<Users>, Arc<str>)>,
}

impl Allowance {
    /// `None` where nothing is limited.
    pub(crate) fn of(rates: &Rates, settings: &Settings, user: Option<&Arc<str>>) -> Option<Box<Self>> {
        let own =
            settings.rate_limit.map(|limit| Rate::new(quota(limit), InMemoryState::default(), RuntimeClock));
        let user = rates.users.clone().zip(user.cloned());
        (own.is_some() || user.is_some()).then(|| Box::new(Self { own, user }))
    }

    /// Charges one of them; whether it was still allowed.
    pub(crate) fn charge(&self) -> bool {
        let own = self.own.as_ref().is_none_or(|own| own.check().is_ok());
        let user = self.user.as_ref().is_none_or(|(users, user)| users.charge(user));
        own && user
    }
}

impl Drop for Allowance {
    fn drop(&mut self) {
        if let Some((users, _)) = &self.user {
            users.forget();
        }
    }
}

fn quota(limit: RateLimit) -> Quota {
    let one = NonZeroU32::MIN;
    let each = (limit.period / limit.messages.max(1)).max(Duration::from_nanos(1));
    let quota = Quota::with_period(each).unwrap_or(Quota::per_second(one));
    // The time that a burst is worth must fit into nanoseconds.
    let most = u64::MAX / 4 / u64::try_from(each.as_nanos()).unwrap_or(u64::MAX);
    let burst = limit.burst.unwrap_or(limit.messages).min(u32::try_from(most).unwrap_or(u32::MAX));
    quota.allow_burst(NonZeroU32::new(burst).unwrap_or(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_largest_and_the_least_rates_are_rates() {
        for (messages, period, burst) in [
            (1, Duration::MAX, None),
            (u32::MAX, Duration::MAX, Some(u32::MAX)),
            (1, Duration::MAX, Some(u32::MAX)),
            (0, Duration::ZERO, Some(0)),
            (u32::MAX, Duration::ZERO, None),
        ] {
            let rate_limit = Some(RateLimit { messages, period, burst });
            let settings =
                Settings { rate_limit, user_rate_limit: rate_limit, ..Settings::default() }.bounded();
            let rates = Rates::new(&settings);
            let allowance = Allowance::of(&rates, &settings, Some(&"ann".into())).expect("it is limited");
            assert!(allowance.charge());
            allowance.charge();
        }
    }
}

/// The runtime's clock, which tests may pause.
#[derive(Debug, Clone)]
struct RuntimeClock;

/// A moment of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(Instant);

impl Clock for RuntimeClock {
    type Instant = Moment;

    fn now(&self) -> Moment {
        Moment(Instant::now())
    }
}

impl Add<Nanos> for Moment {
    type Output = Self;

    fn add(self, other: Nanos) -> Self {
        Self(self.0 + Duration::from(other))
    }
}

impl Reference for Moment {
    fn duration_since(&self, earlier: Self) -> Nanos {
        self.0.saturating_duration_since(earlier.0).into()
    }

    fn saturating_sub(&self, duration: Nanos) -> Self {
        Self(self.0.checked_sub(duration.into()).unwrap_or(self.0))
    }
}
