//! The inbox: events on their way to a connection's handlers, bounded in the memory that they take.

use std::{
    collections::VecDeque,
    sync::{Arc, PoisonError},
};

use crate::{layer::Envelope, sync::Mutex};

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
        Self { limit, state: Mutex::new(State::default()) }
    }

    /// Puts an event in.
    pub(crate) fn put(&self, event: Arc<Envelope>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let cost = event.memory();
        if state.waiting > 0 && state.waiting + cost > self.limit {
            state.overflowed = true;
        } else if !state.overflowed {
            state.waiting += cost;
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
                state.waiting -= event.memory();
                if state.queue.is_empty() {
                    state.queue = VecDeque::new();
                }
                Mail::Event(event)
            }
            None => Mail::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::EnvelopeKind;

    #[test]
    fn an_event_counts_for_the_memory_that_it_takes() {
        let event = Arc::new(Envelope::new(EnvelopeKind::Event, "tick", r#"{"payload":null}"#));
        let limit = 64 * 1024;
        let inbox = Inbox::new(limit);
        let fits = limit / event.memory();
        assert!((200..400).contains(&fits), "{fits} events of 16 bytes");
        for _ in 0..fits {
            inbox.put(event.clone());
        }
        assert!(matches!(inbox.take(), Mail::Event(_)));
        inbox.put(event.clone());
        assert!(matches!(inbox.take(), Mail::Event(_)));
        inbox.put(event.clone());
        inbox.put(event);
        assert!(matches!(inbox.take(), Mail::Overflow), "nothing is dropped silently");
    }
}
