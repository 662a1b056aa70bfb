//! The moments of a connection: pings, the patience with a silent or stalled peer, the time to drain.

mod stall;
#[cfg(test)]
mod tests;
mod unread;

use std::{
    future::Future,
    hash::{BuildHasher, RandomState},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep_until};

use self::{stall::Stall, unread::Unread};
use crate::{
    link::{Status, kernel::Acknowledged},
    settings::Settings,
};

/// One timer for everything that a connection waits for; it is only moved when something is due earlier.
///
/// # When a peer is given up
/// A peer lives while bytes arrive from it, or the kernel says that bytes of ours were acknowledged.
/// - **Stalled**: something waits for it, and for `write_timeout` there was neither.
/// - **Silent**: it was pinged after `ping_interval` without a byte from it, and does not answer within `ping_timeout`. That
///   counts from when the ping was written, and is longer by the time that the slowest peer needs to read what lies before the
///   ping: 4 KiB a second, of 6 MiB at most.
///
/// Neither clock runs before the connection is open to the peer: until then, the steps of accepting it have limits of
/// their own.
#[derive(Debug)]
pub(crate) struct Clock {
    timer: Pin<Box<Sleep>>,
    ping_interval: Duration,
    ping_timeout: Duration,
    write_timeout: Duration,
    /// The peer's silence counts.
    listening: bool,
    /// When bytes last arrived.
    heard: Instant,
    /// When the silence began that a ping is to break: with the last bytes, or with a ping whose answer was not read.
    quiet: Instant,
    unread: Unread,
    /// The ping after which nothing was heard.
    ping: Option<Ping>,
    /// The number of the last ping that was sent, and of the last that was answered.
    pings: u32,
    answered: u32,
    /// The first byte of the last ping, in the stream.
    pinged_at: u64,
    stall: Option<Stall>,
    /// When the session wants to be woken.
    alarm_at: Option<Instant>,
    drain_at: Option<Instant>,
    /// When handlers that still run are cancelled, since the server stops.
    cutoff_at: Option<Instant>,
    /// When they are, since the client closed or is gone.
    close_at: Option<Instant>,
}

/// A ping on its way.
#[derive(Debug)]
struct Ping {
    /// The first byte of the stream that is its own, and the first behind it.
    begin: u64,
    end: u64,
    sent: Option<Sent>,
}

/// A ping that was written.
#[derive(Debug)]
struct Sent {
    /// When that was, or when it was last found to lie in this side's kernel.
    at: Instant,
    /// The time that the peer may need to read what lies before it.
    ahead: Duration,
}

/// Something that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The client has closed, and what it said before has had its time.
    Close,
}

/// The signs that the clock goes by besides the time.
#[derive(Clone, Copy)]
pub(crate) struct Signs<'a> {
    pub(crate) status: Status,
    /// Nothing is read for the moment: silence then means nothing.
    pub(crate) deaf: bool,
    /// Asks the kernel what the peer has taken.
    pub(crate) acknowledged: &'a dyn Fn() -> Option<Acknowledged>,
}

/// What is next on the clock.
#[derive(Debug, Clone, Copy)]
enum Due {
    Tick(Tick),
    /// The kernel is to be asked about a stall.
    Look,
}

/// The time between the ends of two connections when the server stops, on average: 333 clients a second come back.
const APART: Duration = Duration::from_millis(3);

/// A moment that never comes.
const NEVER: Duration = Duration::from_hours(24 * 365);

/// The shortest `write_timeout`.
const SHORTEST: Duration = Duration::from_millis(1);

impl Clock {
    pub(crate) fn new(settings: &Settings) -> Self {
        let now = Instant::now();
        Self {
            timer: Box::pin(sleep_until(now + settings.ping_interval)),
            ping_interval: if settings.ping_interval.is_zero() { NEVER } else { settings.ping_interval },
            ping_timeout: settings.ping_timeout,
            // Without any time at all, a peer that has just taken something would be looked at for ever.
            write_timeout: settings.write_timeout.max(SHORTEST),
            listening: false,
            heard: now,
            quiet: now,
            unread: Unread::new(now),
            ping: None,
            pings: 0,
            answered: 0,
            pinged_at: 0,
            stall: None,
            alarm_at: None,
            drain_at: None,
            cutoff_at: None,
            close_at: None,
        }
    }

    /// The connection is open to the peer: from now on its silence counts, unless it has closed by now.
    pub(crate) fn open(&mut self) {
        self.listening = self.close_at.is_none();
        self.quiet = Instant::now();
    }

    /// Bytes arrived from the peer.
    pub(crate) fn heard(&mut self) {
        self.heard = Instant::now();
        self.quiet = self.heard;
    }

    /// The number of the next ping, which is its payload.
    pub(crate) fn next_ping(&self) -> [u8; 4] {
        self.pings.wrapping_add(1).to_be_bytes()
    }

    /// That ping was queued: its frame is written from the one byte of the stream to the other.
    pub(crate) fn pinged(&mut self, begin: u64, end: u64) {
        self.pings = self.pings.wrapping_add(1);
        self.pinged_at = begin;
        self.ping = Some(Ping { begin, end, sent: None });
    }

    /// A pong arrived; tells whether it answers a ping that was not answered yet. The peer has then read everything before
    /// that ping.
    pub(crate) fn ponged(&mut self, payload: &[u8]) -> bool {
        let Ok(number) = payload.try_into().map(u32::from_be_bytes) else { return false };
        // Since the last answer; the difference holds also where the numbers begin anew.
        let since = number.wrapping_sub(self.answered);
        if since == 0 || since > self.pings.wrapping_sub(self.answered) {
            return false;
        }
        self.answered = number;
        if number == self.pings {
            self.ping = None;
            self.unread.read(Instant::now(), self.pinged_at);
        }
        true
    }

    /// Sets the alarm, in place of the one that was set.
    pub(crate) fn alarm_at(&mut self, moment: Option<Instant>) {
        self.alarm_at = moment;
    }

    /// Nothing more will be heard of the client: what it said before has so long to be handled.
    pub(crate) fn close_within(&mut self, limit: Duration) {
        self.close_at.get_or_insert(Instant::now() + limit);
        self.listening = false;
    }

    /// The server stops, and so many connections with it: each picks its moment, so that their peers do not all come back at
    /// once. All have [`APART`] for each of them, but no more than the first half of `timeout`. A handler that still runs at
    /// three quarters of `timeout` is cancelled, so that its consumer has time to say good-bye.
    pub(crate) fn drain_within(&mut self, timeout: Duration, running: usize) {
        let share = (RandomState::new().hash_one(()) % 1024) as u32;
        let spread = (APART * u32::try_from(running).unwrap_or(u32::MAX)).min(timeout / 2);
        let now = Instant::now();
        self.drain_at = Some(now + spread * share / 1024);
        self.cutoff_at = Some(now + timeout * 3 / 4);
    }

    /// What is due now.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, signs: Signs<'_>) -> Poll<Tick> {
        self.see(signs);
        loop {
            let now = Instant::now();
            let (next, due) = self.next(now);
            if due <= now {
                match next {
                    Due::Tick(tick) if self.take(tick, now, signs) => return Poll::Ready(tick),
                    Due::Tick(_) => {}
                    Due::Look => {
                        self.look(now, signs);
                    }
                }
                continue;
            }
            if self.timer.deadline() > due || self.timer.deadline() <= now {
                self.timer.as_mut().reset(due);
            }
            // Too early is no harm: what is due is then computed anew.
            ready!(self.timer.as_mut().poll(cx));
        }
    }

    /// Takes note of what was written meanwhile, and of whether anything waits.
    fn see(&mut self, Signs { status, deaf, .. }: Signs<'_>) {
        let now = Instant::now();
        self.unread.wrote(now, status.written);
        if let Some(ping) = &mut self.ping {
            if self.heard > ping.sent.as_ref().map_or(self.heard, |sent| sent.at) {
                // Not its answer, but a sign of life.
                self.ping = None;
            } else if ping.sent.is_none() && status.written >= ping.end {
                ping.sent = Some(Sent { at: now, ahead: self.unread.time_before(ping.begin, now) });
            }
        }
        if deaf && let Some(ping) = self.ping.take() {
            // Its answer may lie unread. Another ping in its turn finds out whether the socket broke.
            self.quiet = ping.sent.map_or(now, |sent| sent.at);
        }
        // Where only a ping is waited for, all is written; what lies before it may be on its way yet.
        let is_awaited = self.ping.as_ref().and_then(|ping| ping.sent.as_ref()).is_some_and(Sent::is_behind);
        match &mut self.stall {
            _ if status.waiting == 0 && !is_awaited => self.stall = None,
            Some(stall) => stall.see(now, status.written, self.heard),
            None => self.stall = Some(Stall::new(now, status.written, self.write_timeout)),
        }
    }

    fn next(&self, now: Instant) -> (Due, Instant) {
        let life = match &self.ping {
            _ if !self.listening => None,
            None => Some((Tick::Ping, self.quiet + self.ping_interval)),
            Some(Ping { sent: Some(sent), .. }) => {
                Some((Tick::Silent, sent.at + self.ping_timeout + sent.ahead))
            }
            Some(Ping { sent: None, .. }) => None,
        };
        let stalled = self.stall.as_ref().map(|stall| (Tick::Stalled, stall.due(self.write_timeout)));
        let alarm = self.alarm_at.map(|at| (Tick::Alarm, at));
        let drain = self.drain_at.map(|at| (Tick::Drain, at));
        let cutoff = self.cutoff_at.map(|at| (Tick::Cutoff, at));
        let close = self.close_at.map(|at| (Tick::Close, at));
        let look_at = self.stall.as_ref().and_then(Stall::look_at).unwrap_or(now + NEVER);
        let ticks = [life, stalled, alarm, drain, cutoff, close].into_iter().flatten();
        ticks.fold((Due::Look, look_at), |next, (tick, at)| {
            // A tick goes before a look that is due with it, which would put the stall off for ever where it has no time.
            if at <= next.1 { (Due::Tick(tick), at) } else { next }
        })
    }

    /// Takes what is due off the clock; false where the kernel knows better.
    fn take(&mut self, tick: Tick, now: Instant, signs: Signs<'_>) -> bool {
        match tick {
            Tick::Drain => self.drain_at = None,
            Tick::Alarm => self.alarm_at = None,
            Tick::Stalled => return !self.look(now, signs),
            Tick::Silent => {
                if let Some(Ping { sent: Some(sent), .. }) = &mut self.ping
                    && sent.is_behind()
                    && (signs.acknowledged)().is_some_and(|told| told.outstanding)
                {
                    // The peer cannot have it yet. Whether what lies before it arrives at all is the stall's question.
                    sent.at = now;
                    return false;
                }
            }
            Tick::Ping | Tick::Cutoff | Tick::Close => {}
        }
        true
    }

    /// Asks the kernel whether the peer takes anything.
    fn look(&mut self, now: Instant, signs: Signs<'_>) -> bool {
        let Some(stall) = &mut self.stall else { return false };
        let told = (signs.acknowledged)();
        if told.is_none() && signs.status.waiting == 0 {
            // All is written, and nobody knows what became of it.
            self.stall = None;
            return true;
        }
        stall.look(now, told, self.write_timeout)
    }
}

impl Sent {
    /// Whether the peer has other bytes to read before it.
    fn is_behind(&self) -> bool {
        !self.ahead.is_zero()
    }
}
