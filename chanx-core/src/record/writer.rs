//! The thread that writes a recording, so that no connection waits for a disk or a pipe.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread,
};

use super::{
    Line,
    scribe::{Scribe, Told},
};

/// What the thread is given to do.
pub(super) enum Job {
    /// Writes the lines of what happened.
    Told(Told),
    /// Tells once everything before it is written.
    Flush(SyncSender<()>),
}

/// Starts the thread, which ends with the queue or the writer; what it gives is disconnected then. It subtracts from
/// `waiting` the bytes of the frames that it takes.
pub(super) fn start(
    writer: impl Write + Send + 'static,
    jobs: Receiver<Job>,
    waiting: Arc<AtomicUsize>,
) -> Receiver<()> {
    let (running, ended) = sync_channel::<()>(0);
    let run = move || {
        let _running = running;
        let mut writer = writer;
        let written = catch_unwind(AssertUnwindSafe(|| run(&mut writer, &jobs, &waiting)));
        let error = match written {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error),
            Err(_) => Some(io::Error::other("the writer, or reading a frame for it, panicked")),
        };
        if let Some(error) = error {
            tracing::error!(%error, "the recording ends: it cannot be written");
        }
        drop(jobs);
        drop(catch_unwind(AssertUnwindSafe(|| drop(writer))));
    };
    if let Err(error) = thread::Builder::new().name("chanx-recorder".to_owned()).spawn(run) {
        tracing::error!(%error, "nothing is recorded: there is no thread for it");
    }
    ended
}

fn run(writer: &mut impl Write, jobs: &Receiver<Job>, waiting: &AtomicUsize) -> io::Result<()> {
    let mut scribe = Scribe::default();
    loop {
        let job = match jobs.try_recv() {
            Ok(job) => job,
            Err(TryRecvError::Disconnected) => return writer.flush(),
            Err(TryRecvError::Empty) => {
                writer.flush()?;
                match jobs.recv() {
                    Ok(job) => job,
                    Err(_) => return Ok(()),
                }
            }
        };
        match job {
            Job::Told(told) => {
                let bytes = told.bytes;
                for line in scribe.lines(told) {
                    write(writer, &line)?;
                }
                waiting.fetch_sub(bytes, Ordering::Relaxed);
            }
            Job::Flush(done) => {
                writer.flush()?;
                let _ = done.send(());
            }
        }
    }
}

fn write(writer: &mut impl Write, line: &Line) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    writer.write_all(&text)
}
