//! The inbox: events on their way to a connection's handlers, bounded in bytes.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use crate::layer::Envelope;

/// Events that wait for a connection's turn, in the order in which they were raised.
#[derive(Debug)]
pub(crate) struct Inbox {
    limit: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    queue: VecDeque<Arc<Envelope>>,
    waiting: usize,
    overflowed: bool,
}

/// What the inbox has for the connection's task.
#[derive(Debug)]
pub(crate) enum Mail {
    /// Nothing now.
    None,
    /// The next event.
    Event(Arc<Envelope>),
    /// More was raised than the connection could take: it must close, since nothing is dropped silently.
    Overflow,
}

impl Inbox {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, state: Mutex::default() }
    }

    /// Puts an event in.
    pub(crate) fn put(&self, event: Arc<Envelope>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let len = event.body.len();
        if state.waiting > 0 && state.waiting + len > self.limit {
            state.overflowed = true;
        } else if !state.overflowed {
            state.waiting += len;
            state.queue.push_back(event);
        }
    }

    /// Takes the next event out.
    pub(crate) fn take(&self) -> Mail {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.overflowed {
            return Mail::Overflow;
        }
        match state.queue.pop_front() {
            Some(event) => {
                state.waiting -= event.body.len();
                if state.queue.is_empty() {
                    state.queue = VecDeque::new();
                }
                Mail::Event(event)
            }
            None => Mail::None,
        }
    }
}
