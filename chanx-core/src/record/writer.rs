//! The thread that writes a recording, so that no connection waits for a disk or a pipe.

use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    thread,
};

use super::Line;

/// What the thread is given to do.
pub(super) enum Job {
    Line(Line),
    /// Tells once everything before it is written.
    Flush(SyncSender<()>),
}

/// Starts the thread, which ends with the queue or the writer; what it gives is disconnected then.
pub(super) fn start(writer: impl Write + Send + 'static, jobs: Receiver<Job>) -> Receiver<()> {
    let (running, ended) = sync_channel::<()>(0);
    let run = move || {
        let _running = running;
        let mut writer = writer;
        let written = catch_unwind(AssertUnwindSafe(|| run(&mut writer, &jobs)));
        let error = match written {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(error),
            Err(_) => Some(io::Error::other("the writer panicked")),
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

fn run(writer: &mut impl Write, jobs: &Receiver<Job>) -> io::Result<()> {
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
            Job::Line(line) => write(writer, &line)?,
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
