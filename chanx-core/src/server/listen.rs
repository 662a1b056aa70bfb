//! The accept loop, and the signals that end it.

use std::{io, pin::pin, time::Duration};

use tokio::net::TcpListener;

use super::AppService;
use crate::link::kernel;

/// Time for what is short (open files, memory) to come back before the next try.
const PAUSE: Duration = Duration::from_secs(1);

/// Accepts and serves sockets until the signal comes. Nothing else ends it.
pub(super) async fn until(service: &AppService, listener: TcpListener, signal: impl Future<Output = ()>) {
    let mut signal = pin!(signal);
    if let Ok(address) = listener.local_addr() {
        tracing::info!(%address, "listening");
    }
    service.log_routes();
    loop {
        let accepted = tokio::select! {
            () = &mut signal => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Before it is upgraded, if ever: the connections over HTTP/2 never see their socket.
                kernel::tune(&stream);
                tokio::spawn(service.of_peer(peer).serve_connection(stream));
            }
            Err(error) if is_of_peer(&error) => {
                tracing::debug!(%error, "a socket was gone before it was accepted");
            }
            Err(error) => {
                tracing::error!(%error, "no socket could be accepted; trying again");
                tokio::select! {
                    () = &mut signal => return,
                    () = tokio::time::sleep(PAUSE) => {}
                }
            }
        }
    }
}

/// Whether the failure is that of one socket, so that the next may well be fine.
fn is_of_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// The signals by which a process is asked to end: SIGTERM and Ctrl-C.
pub(super) struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(not(unix))]
    interrupt: tokio::signal::windows::CtrlC,
}

impl Signals {
    #[cfg(unix)]
    pub(super) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    #[cfg(not(unix))]
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { interrupt: tokio::signal::windows::ctrl_c()? })
    }

    /// Waits for the next one.
    #[cfg(unix)]
    pub(super) async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Waits for the next one.
    #[cfg(not(unix))]
    pub(super) async fn next(&mut self) {
        self.interrupt.recv().await;
    }
}
