//! The listening socket, the accept loop, and the signals that end it.

use std::{io, net::SocketAddr, pin::Pin, time::Duration};

use tokio::net::{TcpListener, TcpSocket, TcpStream, ToSocketAddrs, lookup_host};

use super::{AppService, cores::Cores};
use crate::link::kernel;

/// The most sockets that wait to be accepted, as far as the kernel allows it (on Linux `net.core.somaxconn`, 4096 by default).
/// All clients come back at once after a restart; one for which there is no room tries again after a second, then two, then four.
const BACKLOG: u32 = 4096;

/// Time for what is short (open files, memory) to come back before the next try.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens on the first of the addresses that can be listened on.
pub(super) async fn bind(addr: impl ToSocketAddrs) -> io::Result<TcpListener> {
    let mut failed = io::Error::new(io::ErrorKind::InvalidInput, "the name has no address");
    for addr in lookup_host(addr).await? {
        match bind_one(addr) {
            Ok(listener) => return Ok(listener),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn bind_one(addr: SocketAddr) -> io::Result<TcpListener> {
    let socket = if addr.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // So that a restart need not wait for the former server's connections. On Windows that needs nothing, and the option would
    // let another process take the address.
    if cfg!(not(windows)) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind(addr)?;
    socket.listen(BACKLOG)
}

/// Accepts sockets until the signal comes, and serves them on the cores, or else on this runtime. Nothing else ends it.
pub(super) async fn until(
    service: &AppService,
    listener: TcpListener,
    cores: Option<&Cores>,
    mut signal: Pin<&mut impl Future<Output = ()>>,
) {
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
                serve(service.of_peer(peer), stream, cores);
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

fn serve(service: AppService, stream: TcpStream, cores: Option<&Cores>) {
    match cores {
        Some(cores) => cores.serve(service, stream),
        None => drop(tokio::spawn(service.serve_connection(stream))),
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

#[cfg(test)]
mod tests {
    use std::net::TcpStream as Blocking;

    use super::*;

    /// A socket for which there is no room is told nothing: it would wait for a second, and for longer each time.
    #[tokio::test]
    async fn many_sockets_wait_to_be_accepted() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = bind(address).await else {
                assert_eq!(address, "[::1]:0", "only IPv6 may be missing");
                continue;
            };
            let address = listener.local_addr().expect("it listens");
            let connect = |_| Blocking::connect_timeout(&address, Duration::from_millis(900));
            let sockets: Result<Vec<_>, _> = (0..300).map(connect).collect();
            assert!(sockets.is_ok(), "{address}: {sockets:?}");
        }
    }

    #[tokio::test]
    async fn the_first_address_that_is_free_is_taken() {
        let taken = bind("127.0.0.1:0").await.expect("a free port");
        let taken = taken.local_addr().expect("it listens");
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = bind(&[taken, free][..]).await.expect("the second is free");
        assert_ne!(listener.local_addr().expect("it listens"), taken);
        assert_eq!(bind(taken).await.expect_err("it is taken").kind(), io::ErrorKind::AddrInUse);
        assert!(bind(&[][..]).await.is_err());
    }
}
