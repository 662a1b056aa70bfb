//! Where a server's recording is written to.

use std::{
    fmt,
    fs::File,
    io::{self, Write},
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    time::Duration,
};

use tokio::time::Instant;

use super::{
    Happening, Line,
    writer::{self, Job},
};

/// Writes what a server's connections say, as JSON lines; [`record`](crate::record) has their form.
///
/// Clones write to the same place, by one thread of their own. It ends once the last clone is dropped and everything is
/// written; that drop waits for it, at most a second.
///
/// # Promises
/// - The lines of a connection stand in the order in which its frames were taken, both ways; those of several
///   connections in the order in which it all happened.
/// - What the server says is recorded once it is on its way, whether or not the client ever reads it.
/// - No connection ever waits for the writer. One that fails, or falls 8192 lines behind, is told of in the log, once,
///   and ends the recording, never a connection.
/// - A line is written whole, by one call, and flushed when no other waits; [`Recorder::flush`] waits for it.
#[derive(Clone)]
pub struct Recorder(Arc<Inner>);

struct Inner {
    started: Instant,
    connections: AtomicU64,
    /// `None` once it failed.
    queue: Mutex<Option<SyncSender<Job>>>,
    /// Disconnected once the thread has ended.
    ended: Mutex<Receiver<()>>,
}

/// How many lines may wait for the writer.
const LONGEST_QUEUE: usize = 8192;

/// How long the end waits for the writer.
const PATIENCE: Duration = Duration::from_secs(1);

impl Recorder {
    /// Records to a writer.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        let (queue, jobs) = sync_channel(LONGEST_QUEUE);
        let ended = writer::start(writer, jobs);
        Self(Arc::new(Inner {
            started: Instant::now(),
            connections: AtomicU64::new(0),
            queue: Mutex::new(Some(queue)),
            ended: Mutex::new(ended),
        }))
    }

    /// Records to a file, in place of what it held.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {
        File::create(path).map(Self::to)
    }

    /// Waits until everything that was recorded so far is written and flushed, or the recording has ended. It blocks the
    /// thread for as long as the writer does.
    pub fn flush(&self) {
        let Some(queue) = self.queue().clone() else { return };
        let (done, written) = sync_channel(1);
        if queue.send(Job::Flush(done)).is_ok() {
            // An error says that the thread has ended.
            let _ = written.recv();
        }
    }

    /// A name for one more connection.
    pub(super) fn connection(&self) -> String {
        (self.0.connections.fetch_add(1, Ordering::Relaxed) + 1).to_string()
    }

    pub(super) fn write(&self, connection: &str, happening: Happening) {
        let mut queue = self.queue();
        let Some(open) = queue.as_ref() else { return };
        let line = Line { connection: connection.to_owned(), at: self.at(), happening };
        match open.try_send(Job::Line(line)) {
            Ok(()) => return,
            Err(TrySendError::Full(_)) => {
                tracing::error!("the recording ends: its writer is {LONGEST_QUEUE} lines behind");
            }
            // The thread has told why.
            Err(TrySendError::Disconnected(_)) => {}
        }
        *queue = None;
    }

    fn queue(&self) -> MutexGuard<'_, Option<SyncSender<Job>>> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds since it began, to the microsecond.
    fn at(&self) -> f64 {
        (self.0.started.elapsed().as_secs_f64() * 1e6).round() / 1e6
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        *self.queue.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
        // So that a process that ends now has written it all.
        let _ = self.ended.get_mut().unwrap_or_else(PoisonError::into_inner).recv_timeout(PATIENCE);
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{self, Write},
        sync::{
            Arc, Mutex,
            mpsc::{Receiver, channel},
        },
    };

    use super::{LONGEST_QUEUE, Recorder};
    use crate::record::{Closed, Happening, Side};

    /// Writes nothing before it is let.
    struct Gate {
        open: Receiver<()>,
        written: Arc<Mutex<Vec<u8>>>,
    }

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.open.recv();
            self.written.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const CLOSED: Happening = Happening::Closed(Closed { code: 1000, by: Side::Client });

    #[tokio::test]
    async fn a_writer_that_blocks_stops_nobody_and_what_was_queued_is_written() {
        let (let_go, open) = channel();
        let written = Arc::default();
        let recorder = Recorder::to(Gate { open, written: Arc::clone(&written) });
        for number in 0..LONGEST_QUEUE + 100 {
            recorder.write(&number.to_string(), CLOSED);
        }
        drop(let_go);
        drop(recorder);
        let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
        let count = text.lines().count();
        // The thread may have taken one before it blocked.
        assert!((LONGEST_QUEUE..=LONGEST_QUEUE + 1).contains(&count), "{count}");
        let numbered = |(number, line): (usize, &str)| line.contains(&format!("\"connection\":\"{number}\""));
        assert!(text.lines().enumerate().all(numbered), "in order");
    }
}
