//! Where a server's recording is written to.

use std::{
    fmt,
    fs::File,
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::time::Instant;

use super::{Happening, Line};

/// Writes what a server's connections say, as JSON lines; [`record`](crate::record) has their form.
///
/// Clones write to the same place. A writer that fails is told of in the log, once, and ends the recording, never a
/// connection.
///
/// # Promises
/// - The lines of a connection stand in the order in which its frames were taken, both ways; those of several
///   connections in the order in which it all happened.
/// - What the server says is recorded once it is on its way, whether or not the client ever reads it.
/// - A line is written whole, and flushed, before whoever caused it goes on: a slow writer slows the server.
#[derive(Clone)]
pub struct Recorder(Arc<Inner>);

struct Inner {
    started: Instant,
    connections: AtomicU64,
    /// `None` once it failed.
    writer: Mutex<Option<Box<dyn Write + Send>>>,
}

impl Recorder {
    /// Records to a writer.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Inner {
            started: Instant::now(),
            connections: AtomicU64::new(0),
            writer: Mutex::new(Some(Box::new(writer))),
        }))
    }

    /// Records to a file, in place of what it held.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {
        File::create(path).map(Self::to)
    }

    /// A name for one more connection.
    pub(super) fn connection(&self) -> String {
        (self.0.connections.fetch_add(1, Ordering::Relaxed) + 1).to_string()
    }

    pub(super) fn write(&self, connection: &str, happening: Happening) {
        let mut writer = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = writer.as_mut() else { return };
        let line = Line { connection: connection.to_owned(), at: self.at(), happening };
        let written = catch_unwind(AssertUnwindSafe(|| write(open, &line)));
        let error = match written {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error,
            Err(_) => io::Error::other("the writer panicked"),
        };
        tracing::error!(%error, "the recording ends: it cannot be written");
        let failed = writer.take();
        drop(catch_unwind(AssertUnwindSafe(|| drop(failed))));
    }

    /// Seconds since it began, to the microsecond.
    fn at(&self) -> f64 {
        (self.0.started.elapsed().as_secs_f64() * 1e6).round() / 1e6
    }
}

fn write(writer: &mut impl Write, line: &Line) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    writer.write_all(&text)?;
    writer.flush()
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}
