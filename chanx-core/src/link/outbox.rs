//! The outbox: the only way to a connection's socket, bounded in bytes.

use std::{
    io,
    sync::{Arc, PoisonError},
    task::{Context, Poll, Waker, ready},
};

use bytes::Bytes;
use tokio::net::tcp::OwnedWriteHalf;

use super::{
    Pipe,
    frame::Head,
    kernel::{self, Acknowledged},
    queue::{JOIN, Queue},
};
use crate::{
    observe::{Closed, Frames, Observation},
    sync::{AtomicWaker, Mutex, MutexGuard},
};

/// Frames on their way to one socket.
///
/// # Promises
/// - Order: frames leave in the order in which they were put in, whoever put them in.
/// - Bound: what others deliver never makes more than `limit` bytes wait, of frames and of the memory that keeps them in
///   order. One frame more, and the outbox overflows: it takes nothing any more, and the connection is closed with 1013.
///   Nothing is dropped while the connection lives.
/// - What the connection's own handlers send waits for room instead ([`Outbox::try_send`]); a frame longer
///   than the limit goes out alone. Answers to pings have room like them ([`Outbox::try_control`]).
/// - A whole frame or none of it is written, but for a socket that broke.
#[derive(Debug)]
pub(crate) struct Outbox {
    limit: usize,
    /// The connection's task.
    task: AtomicWaker,
    state: Mutex<State>,
    /// The observation of the connection, where observers want to know of frames. They are told under the lock of `state`, so that they hear of frames in the
    /// order in which these leave.
    observation: Option<Arc<Observation>>,
}

#[derive(Debug, Default)]
struct State {
    /// The plain socket, where there is one: frames are then written by whoever brings them.
    direct: Option<OwnedWriteHalf>,
    queue: Queue,
    /// Bytes ever written: whether a stalled socket moved.
    written: u64,
    mode: Mode,
    /// Senders that wait for room, by their places.
    senders: Vec<(u64, Waker)>,
    /// Places that were ever given.
    places: u64,
}

#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
enum Mode {
    /// Nothing is written yet: the connection is not accepted.
    #[default]
    Held,
    Open,
    /// A delivery did not fit.
    Overflowed,
    /// Only what tells the peer of the end is taken: the connection is closing.
    Sealed,
    /// The close frame was taken, behind which nothing may come (RFC 6455 section 5.5.1).
    Closed,
}

/// What the connection's task looks at each time it is woken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Status {
    /// Bytes that wait for the peer.
    pub(crate) waiting: usize,
    /// Bytes ever written.
    pub(crate) written: u64,
    /// Whether a delivery did not fit.
    pub(crate) overflowed: bool,
    /// Whether so much waits that nothing more should be read.
    pub(crate) congested: bool,
}

/// Why the outbox did not take a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// There is no room now.
    Full,
    /// The connection is closing.
    Closed,
}

impl Outbox {
    pub(crate) fn new(direct: Option<OwnedWriteHalf>, limit: usize) -> Self {
        let state = State { direct, ..State::default() };
        Self { limit, task: AtomicWaker::new(), state: Mutex::new(state), observation: None }
    }

    /// Puts the outbox under observation.
    pub(crate) fn observed(self, observation: Option<Arc<Observation>>) -> Self {
        Self { observation, ..self }
    }

    /// The observation of the connection, where there is one.
    pub(crate) fn observation(&self) -> Option<&Arc<Observation>> {
        self.observation.as_ref()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the connection's task.
    pub(crate) fn wake(&self) {
        self.task.wake();
    }

    /// Says which task is the connection's.
    pub(crate) fn register(&self, waker: &Waker) {
        self.task.register(waker);
    }

    /// Lets frames out: the connection is accepted.
    pub(crate) fn open(&self) {
        let mut state = self.lock();
        if state.mode == Mode::Held {
            self.tell_held(&state);
            state.mode = Mode::Open;
        }
    }

    /// Delivers a frame, or several joined, from outside the connection's task: straight to the socket when
    /// nothing waits before it and the socket takes it, else into the queue.
    pub(crate) fn deliver(&self, frames: &Bytes) {
        let mut state = self.lock();
        match state.mode {
            Mode::Overflowed | Mode::Sealed | Mode::Closed => return,
            Mode::Open if state.queue.is_empty() => {
                self.tell(&state, || Frames::whole(frames.clone()));
                // A socket that broke takes nothing; the connection's task finds out when it flushes.
                let written = state.direct.as_ref().map_or(0, |socket| socket.try_write(frames).unwrap_or(0));
                state.written += written as u64;
                if written == frames.len() {
                    return;
                }
                state.queue.push_shared(frames.slice(written..), written > 0);
            }
            Mode::Open | Mode::Held if state.queue.held() + Queue::cost(frames.len()) > self.limit => {
                state.mode = Mode::Overflowed;
            }
            Mode::Open | Mode::Held => {
                self.tell(&state, || Frames::whole(frames.clone()));
                state.queue.push_shared(frames.clone(), false);
                // Something waited before: the task knows of it, and waits for the socket, or has yet to flush.
                return;
            }
        }
        drop(state);
        self.task.wake();
    }

    /// Queues a frame of the connection's own, if there is room for it now. The task writes it when it has
    /// handled all that it read.
    pub(crate) fn try_send(&self, head: Head, payload: &[u8]) -> Result<(), Refused> {
        let mut state = self.lock();
        self.admit(&state, head.as_ref().len() + payload.len())?;
        self.push(&mut state, head.as_ref(), payload);
        Ok(())
    }

    /// The same for a payload that need not be copied.
    pub(crate) fn try_send_shared(&self, head: Head, payload: &Bytes) -> Result<(), Refused> {
        let mut state = self.lock();
        self.admit(&state, head.as_ref().len() + payload.len())?;
        if payload.len() <= JOIN {
            self.push(&mut state, head.as_ref(), payload);
        } else {
            let apart = || Frames::apart(Bytes::copy_from_slice(head.as_ref()), payload.clone());
            self.tell(&state, apart);
            state.queue.push_own(head.as_ref(), &[]);
            state.queue.push_shared(payload.clone(), true);
        }
        Ok(())
    }

    /// Own frames use up to half the queue, so that deliveries find room beside them.
    fn admit(&self, state: &State, len: usize) -> Result<(), Refused> {
        match state.mode {
            Mode::Overflowed | Mode::Sealed | Mode::Closed => Err(Refused::Closed),
            Mode::Held | Mode::Open
                if state.queue.is_empty() || state.queue.held() + Queue::cost(len) <= self.limit / 2 =>
            {
                Ok(())
            }
            Mode::Held | Mode::Open => Err(Refused::Full),
        }
    }

    /// Queues frames of the connection's own accord, of which there are few: a ping, what a client is told when it is let in or
    /// refused. They are never refused for want of room.
    pub(crate) fn control(&self, bytes: &[u8]) {
        let mut state = self.lock();
        if state.mode != Mode::Closed {
            self.push(&mut state, bytes, &[]);
        }
    }

    /// Queues the close frame, of which there is one: the first that was asked for.
    pub(crate) fn close(&self, frame: &[u8]) {
        let mut state = self.lock();
        if state.mode != Mode::Closed {
            self.push(&mut state, frame, &[]);
            state.mode = Mode::Closed;
            state.wake_senders();
        }
    }

    /// Queues a control frame that the peer caused, for which there must be room; tells whether there was.
    pub(crate) fn try_control(&self, bytes: &[u8]) -> bool {
        let mut state = self.lock();
        match self.admit(&state, bytes.len()) {
            Ok(()) => {
                self.push(&mut state, bytes, &[]);
                true
            }
            // A connection that is closing answers no ping.
            Err(Refused::Closed) => true,
            Err(Refused::Full) => false,
        }
    }

    /// Queues whole frames, or a head and its payload, by copying them; observers get a copy that they share, so that what is
    /// watched is written as it is otherwise.
    #[inline]
    fn push(&self, state: &mut State, frames: &[u8], payload: &[u8]) {
        self.tell(state, || Frames::whole([frames, payload].concat().into()));
        state.queue.push_own(frames, payload);
    }

    /// Tells observers of what is taken; of what is held back, once it may leave.
    #[inline]
    fn tell(&self, state: &State, frames: impl FnOnce() -> Frames) {
        if let Some(observation) = &self.observation
            && state.mode != Mode::Held
        {
            observation.sent(&frames());
        }
    }

    /// Tells observers that the connection begins to end.
    pub(crate) fn tell_closing(&self, closed: Closed) {
        if let Some(observation) = &self.observation {
            observation.closing(closed);
        }
    }

    /// Tells observers that the connection has ended.
    pub(crate) fn tell_closed(&self, closed: Closed) {
        if let Some(observation) = &self.observation {
            observation.closed(closed);
        }
    }

    fn tell_held(&self, state: &State) {
        if let Some(observation) = &self.observation
            && !state.queue.is_empty()
        {
            observation.sent(&Frames::whole(state.queue.to_vec().into()));
        }
    }

    /// Wakes the waker once a sender that was refused may try again. The sender keeps its `place` among those that wait.
    pub(crate) fn when_room(&self, place: &mut Option<u64>, waker: &Waker) {
        let mut state = self.lock();
        state.places += 1;
        let place = *place.get_or_insert(state.places);
        match state.senders.iter_mut().find(|(known, _)| *known == place) {
            Some((_, known)) => known.clone_from(waker),
            None => state.senders.push((place, waker.clone())),
        }
    }

    /// Forgets a sender that waits no longer.
    pub(crate) fn forget(&self, place: u64) {
        self.lock().senders.retain(|(known, _)| *known != place);
    }

    /// How it stands.
    pub(crate) fn status(&self) -> Status {
        let state = self.lock();
        Status {
            // What is held back is no sign of a stalled peer.
            waiting: if state.mode == Mode::Held { 0 } else { state.queue.waiting() },
            written: state.written,
            overflowed: state.mode == Mode::Overflowed,
            congested: state.queue.held() > self.limit / 2,
        }
    }

    /// How far the peer's kernel has taken what was written, where this one tells.
    pub(crate) fn acknowledged(&self) -> Option<Acknowledged> {
        kernel::acknowledged(self.lock().direct.as_ref()?.as_ref())
    }

    /// Tells whether it takes no messages any more.
    pub(crate) fn is_closing(&self) -> bool {
        matches!(self.lock().mode, Mode::Overflowed | Mode::Sealed | Mode::Closed)
    }

    /// Takes nothing any more but control frames.
    pub(crate) fn seal(&self) {
        let mut state = self.lock();
        if state.mode == Mode::Held {
            self.tell_held(&state);
        }
        state.seal();
    }

    /// Seals it. What was held back for an accepted connection is dropped: it is for no other.
    pub(crate) fn end(&self) {
        let mut state = self.lock();
        if state.mode == Mode::Held {
            state.queue = Queue::default();
        }
        state.seal();
    }

    /// Seals it and drops what waits, except for the rest of a frame whose beginning was written: for a peer
    /// that cannot keep up, or one that was never accepted.
    pub(crate) fn cut(&self) {
        let mut state = self.lock();
        if state.mode != Mode::Closed {
            state.queue.cut();
        }
        state.seal();
    }

    /// Writes what waits; ready when nothing does. A pipe is written to by the connection's task only.
    pub(crate) fn poll_flush(&self, cx: &mut Context<'_>, pipe: Option<&mut Pipe>) -> Poll<io::Result<()>> {
        let mut state = self.lock();
        if state.mode == Mode::Held {
            return Poll::Ready(Ok(()));
        }
        if let Some(pipe) = pipe {
            while !state.queue.is_empty() {
                let n = ready!(pipe.poll_write(cx, &state.queue.slices()))?;
                if n == 0 {
                    return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
                }
                state.wrote(n, self.limit);
            }
            return pipe.poll_flush(cx);
        }
        while !state.queue.is_empty() {
            let Some(socket) = &state.direct else {
                return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
            };
            match socket.try_write_vectored(&state.queue.slices()) {
                Ok(n) => state.wrote(n, self.limit),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    ready!(socket.as_ref().poll_write_ready(cx))?;
                }
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Ends the writing side of a plain socket; what still waits is dropped, and nothing is taken any more.
    pub(crate) fn shut(&self) {
        let mut state = self.lock();
        state.direct = None;
        state.queue = Queue::default();
        state.mode = Mode::Closed;
        state.wake_senders();
    }
}

impl State {
    fn wrote(&mut self, n: usize, limit: usize) {
        self.written += n as u64;
        self.queue.wrote(n);
        if self.queue.held() <= limit / 4 {
            self.wake_senders();
        }
    }

    /// Takes no messages any more; what was closed stays so.
    fn seal(&mut self) {
        if self.mode != Mode::Closed {
            self.mode = Mode::Sealed;
        }
        self.wake_senders();
    }

    fn wake_senders(&mut self) {
        for (_, waker) in self.senders.drain(..) {
            waker.wake();
        }
    }
}

#[cfg(test)]
impl Outbox {
    /// What waits, as if it had been written.
    pub(crate) fn take_waiting(&self) -> Vec<u8> {
        let mut state = self.lock();
        let (bytes, waiting) = (state.queue.to_vec(), state.queue.waiting());
        state.wrote(waiting, self.limit);
        bytes
    }
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
