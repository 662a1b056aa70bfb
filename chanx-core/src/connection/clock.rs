//! The moments of a connection: pings, the patience with a silent or stalled peer, the time to drain.

use std::{
    future::Future,
    hash::{BuildHasher, RandomState},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep_until};

use crate::{link::Status, settings::Settings};

/// One timer for everything that a connection waits for; it is only moved when something is due earlier.
#[derive(Debug)]
pub(crate) struct Clock {
    timer: Pin<Box<Sleep>>,
    ping_interval: Duration,
    ping_timeout: Duration,
    write_timeout: Duration,
    /// When the peer was last heard of.
    heard: Instant,
    /// When an unanswered ping was sent.
    pinged: Option<Instant>,
    /// Since when nothing was written though something waits, and how much was written by then.
    stalled: Option<(Instant, u64)>,
    /// When the session wants to be woken.
    alarm_at: Option<Instant>,
    drain_at: Option<Instant>,
    /// When handlers that still run are cancelled.
    cutoff_at: Option<Instant>,
}

/// What is due.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tick {
    /// The peer was silent for long: it should be pinged.
    Ping,
    /// The peer did not answer a ping.
    Silent,
    /// The peer takes nothing.
    Stalled,
    /// The moment has come that the session asked for.
    Alarm,
    /// The server stops, and it is this connection's turn.
    Drain,
    /// The server stops and waits no longer.
    Cutoff,
}

/// A moment that never comes.
const NEVER: Duration = Duration::from_hours(24 * 365);

impl Clock {
    pub(crate) fn new(settings: &Settings) -> Self {
        let now = Instant::now();
        Self {
            timer: Box::pin(sleep_until(now + settings.ping_interval)),
            ping_interval: if settings.ping_interval.is_zero() { NEVER } else { settings.ping_interval },
            ping_timeout: settings.ping_timeout,
            write_timeout: settings.write_timeout,
            heard: now,
            pinged: None,
            stalled: None,
            alarm_at: None,
            drain_at: None,
            cutoff_at: None,
        }
    }

    /// The peer was heard of.
    pub(crate) fn heard(&mut self) {
        self.heard = Instant::now();
        self.pinged = None;
    }

    /// Sets the alarm, in place of the one that was set.
    pub(crate) fn alarm_at(&mut self, moment: Option<Instant>) {
        self.alarm_at = moment;
    }

    /// The server stops: this connection picks its moment within the first half of `timeout`, so that its peers
    /// do not all come back at once. A handler that still runs at three quarters of it is cancelled, so that its
    /// consumer has time to say good-bye.
    pub(crate) fn drain_within(&mut self, timeout: Duration) {
        let share = (RandomState::new().hash_one(()) % 1024) as u32;
        let now = Instant::now();
        self.drain_at = Some(now + timeout * share / 2048);
        self.cutoff_at = Some(now + timeout * 3 / 4);
    }

    /// What is due now. `deaf` says that nothing is read for the moment: silence then means nothing.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, status: Status, deaf: bool) -> Poll<Tick> {
        let now = Instant::now();
        self.stalled = match self.stalled {
            _ if status.waiting == 0 => None,
            Some((since, written)) if written == status.written => Some((since, written)),
            _ => Some((now, status.written)),
        };
        if deaf && let Some(pinged) = self.pinged.take() {
            // Its answer may lie unread. Another ping in its turn finds out whether the socket broke.
            self.heard = pinged;
        }
        loop {
            let now = Instant::now();
            let (tick, due) = self.next();
            if due <= now {
                self.take(&tick, now);
                return Poll::Ready(tick);
            }
            if self.timer.deadline() > due || self.timer.deadline() <= now {
                self.timer.as_mut().reset(due);
            }
            // Too early is no harm: what is due is then computed anew.
            ready!(self.timer.as_mut().poll(cx));
        }
    }

    fn next(&self) -> (Tick, Instant) {
        let life = match self.pinged {
            Some(pinged) => (Tick::Silent, pinged + self.ping_timeout),
            None => (Tick::Ping, self.heard + self.ping_interval),
        };
        let stalled = self.stalled.map(|(since, _)| (Tick::Stalled, since + self.write_timeout));
        let alarm = self.alarm_at.map(|at| (Tick::Alarm, at));
        let drain = self.drain_at.map(|at| (Tick::Drain, at));
        let cutoff = self.cutoff_at.map(|at| (Tick::Cutoff, at));
        [stalled, alarm, drain, cutoff].into_iter().flatten().fold(life, |a, b| if b.1 < a.1 { b } else { a })
    }

    fn take(&mut self, tick: &Tick, now: Instant) {
        match tick {
            Tick::Ping => self.pinged = Some(now),
            Tick::Drain => self.drain_at = None,
            Tick::Alarm => self.alarm_at = None,
            Tick::Silent | Tick::Stalled | Tick::Cutoff => {}
        }
    }
}
