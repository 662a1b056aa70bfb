//! Where a server's recording is written to.

use std::{
    fmt,
    fs::File,
    io::{self, Write},
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread,
    time::Duration,
};

use tokio::{runtime::Handle, time::Instant};

use super::{
    Closed,
    scribe::{Happened, Told},
    writer::{self, Job},
};
use crate::{
    layer::ChannelName,
    observe::{Frames, Observed, Observer, Received},
};

/// Writes what a server's connections say, as JSON lines; [`record`](crate::record) has their form. It is an
/// [`Observer`], for [`App::record`](crate::server::App::record).
///
/// Clones write to the same place, by one thread of their own, which also reads the frames and leaves out what is secret. It
/// ends once the last clone is dropped and everything is written.
///
/// # When all is written
/// [`App::serve`](crate::server::App::serve) and the others return, and
/// [`AppService::drain`](crate::server::AppService::drain) is ready, once everything is written and flushed, or after a second
/// more. The drop of the last clone waits for it, too, at most a second; but within a tokio runtime it does not, since it would
/// hold up its thread: a process that ends without a drain calls [`Recorder::flush`] before.
///
/// # Promises
/// - The lines of a connection stand in the order in which its frames were taken, both ways; those of several
///   connections in the order in which it all happened.
/// - What the server says is recorded once it is on its way, whether or not the client ever reads it.
/// - No connection ever waits for the writer. One that fails, or falls behind by 8192 steps or by frames of 64 MiB (a
///   broadcast counts once), is told of in the log, once, and ends the recording, never a connection.
/// - A line is written whole, by one call, and flushed when no other waits; [`Recorder::flush`] waits for it.
#[derive(Clone)]
pub struct Recorder(Arc<Inner>);

struct Inner {
    started: Instant,
    /// `None` once it failed.
    queue: Mutex<Option<Queue>>,
    /// Bytes of the frames in it.
    waiting: Arc<AtomicUsize>,
    /// Disconnected once the thread has ended.
    ended: Mutex<Receiver<()>>,
}

/// The way to the thread.
struct Queue {
    jobs: SyncSender<Job>,
    /// The address of the last frames: those of a broadcast, which are handed over for each connection, count once.
    last: usize,
}

/// The most steps that may wait for the writer.
const LONGEST_QUEUE: usize = 8192;

/// The most bytes of frames that may wait for the writer.
const LARGEST_QUEUE: usize = 64 * 1024 * 1024;

/// The longest time that a drain, or a drop, waits for the writer.
const PATIENCE: Duration = Duration::from_secs(1);

/// The time between two looks for room in the queue.
const RETRY: Duration = Duration::from_millis(10);

impl Recorder {
    /// Records to a writer.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        let (queue, jobs) = sync_channel(LONGEST_QUEUE);
        let waiting = Arc::new(AtomicUsize::new(0));
        let ended = writer::start(writer, jobs, waiting.clone());
        Self(Arc::new(Inner {
            started: Instant::now(),
            queue: Mutex::new(Some(Queue { jobs: queue, last: 0 })),
            waiting,
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
        let Some(jobs) = self.queue().as_ref().map(|queue| queue.jobs.clone()) else { return };
        let (done, written) = sync_channel(1);
        if jobs.send(Job::Flush(done)).is_ok() {
            // An error says that the thread has ended.
            let _ = written.recv();
        }
    }

    /// The same, but only for so long.
    fn flush_within(&self, patience: Duration) {
        let until = std::time::Instant::now() + patience;
        let left = || until.saturating_duration_since(std::time::Instant::now());
        let Some(jobs) = self.queue().as_ref().map(|queue| queue.jobs.clone()) else { return };
        let (done, written) = sync_channel(1);
        let mut job = Job::Flush(done);
        while let Err(TrySendError::Full(refused)) = jobs.try_send(job) {
            if left().is_zero() {
                return;
            }
            job = refused;
            thread::sleep(RETRY.min(left()));
        }
        // An error says that the thread has ended, or does not keep up.
        let _ = written.recv_timeout(left());
    }

    /// Hands over what happened, without looking into it.
    fn hand_over(&self, connection: &ChannelName, happened: Happened) {
        let mut queue = self.queue();
        let Some(open) = queue.as_mut() else { return };
        let (address, len) = happened.bytes();
        let bytes = if address == std::mem::replace(&mut open.last, address) { 0 } else { len };
        let told = Told { connection: connection.clone(), at: self.at(), bytes, happened };
        if self.0.waiting.fetch_add(bytes, Ordering::Relaxed) + bytes > LARGEST_QUEUE {
            tracing::error!("the recording ends: frames of {LARGEST_QUEUE} bytes wait for its writer");
        } else {
            match open.jobs.try_send(Job::Told(told)) {
                Ok(()) => return,
                Err(TrySendError::Full(_)) => {
                    tracing::error!("the recording ends: its writer is {LONGEST_QUEUE} steps behind");
                }
                // The thread has told why.
                Err(TrySendError::Disconnected(_)) => {}
            }
        }
        *queue = None;
    }

    fn queue(&self) -> MutexGuard<'_, Option<Queue>> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds since it began, to the microsecond.
    fn at(&self) -> f64 {
        (self.0.started.elapsed().as_secs_f64() * 1e6).round() / 1e6
    }
}

impl Observer for Recorder {
    fn opened(&self, connection: &Observed<'_>) {
        let happened = Happened::Opened {
            consumer: connection.consumer,
            handlers: connection.handlers.clone(),
            path: connection.request.uri().path().to_owned(),
            subprotocol: connection.request.subprotocol().map(str::to_owned),
        };
        self.hand_over(connection.channel_name, happened);
    }

    fn received(&self, connection: &Observed<'_>, received: &Received<'_>) {
        let happened = Happened::Received(received.opcode, received.payload.to_vec().into());
        self.hand_over(connection.channel_name, happened);
    }

    fn sent(&self, connection: &Observed<'_>, frames: &Frames) {
        self.hand_over(connection.channel_name, Happened::Sent(frames.clone()));
    }

    // When the end began: what comes of it elsewhere stands after it.
    fn closing(&self, connection: &Observed<'_>, closed: Closed) {
        self.hand_over(connection.channel_name, Happened::Closed(closed));
    }

    fn drained(&self) {
        self.flush_within(PATIENCE);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        *self.queue.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
        if Handle::try_current().is_ok() {
            // Tasks wait for this thread. What a drain left to be written, the recorder's thread goes on to write.
            return;
        }
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
#[path = "recorder_tests.rs"]
mod tests;
