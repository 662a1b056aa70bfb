//! Runtimes of one thread each, one for every core.

use std::{io, num::NonZero, thread};

use tokio::{
    net::TcpStream,
    runtime::{self, Handle},
};
use tokio_util::{
    sync::{CancellationToken, DropGuard},
    task::TaskTracker,
};

use super::AppService;

/// A thread for each core that the process may use, each with a current-thread runtime. A task stays on the thread that it
/// was started on, and takes its turn behind all others there, which a runtime that steals work does not promise.
///
/// Dropping it ends the threads, and what runs on them.
pub(super) struct Cores {
    runtimes: Vec<Handle>,
    threads: TaskTracker,
    /// Tells the threads to end.
    end: DropGuard,
}

impl Cores {
    pub(super) fn start() -> io::Result<Self> {
        let end = CancellationToken::new();
        let mut cores =
            Self { runtimes: Vec::new(), threads: TaskTracker::new(), end: end.clone().drop_guard() };
        for number in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
            cores.runtimes.push(runtime.handle().clone());
            let (end, running) = (end.clone(), cores.threads.token());
            thread::Builder::new().name(format!("chanx-core-{number}")).spawn(move || {
                runtime.block_on(end.cancelled());
                drop(runtime);
                drop(running);
            })?;
        }
        Ok(cores)
    }

    /// Serves a socket on the thread that runs the fewest tasks. The socket must not have been read from.
    pub(super) fn serve(&self, service: AppService, stream: TcpStream) {
        let idlest = self.runtimes.iter().min_by_key(|runtime| runtime.metrics().num_alive_tasks());
        let (Some(runtime), Ok(stream)) = (idlest, stream.into_std()) else { return };
        // Taken apart from the reactor of the thread that accepted it, which would otherwise be in the way of each wake.
        runtime.spawn(async move {
            match TcpStream::from_std(stream) {
                Ok(stream) => service.serve_connection(stream).await,
                Err(error) => tracing::error!(%error, "a socket could not be served"),
            }
        });
    }

    /// Ends the threads, once their blocking tasks are done; all other tasks are dropped.
    pub(super) async fn end(self) {
        drop(self.end);
        self.threads.close();
        self.threads.wait().await;
    }
}
