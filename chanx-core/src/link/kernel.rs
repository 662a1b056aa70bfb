//! What the kernel knows of a plain socket that the program does not: how much of what it was given has arrived.

use tokio::net::TcpStream;

/// How far the peer's kernel has taken what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acknowledged {
    /// Bytes that were ever acknowledged, from the handshake on.
    pub(crate) bytes: u64,
    /// Whether some were not yet.
    pub(crate) outstanding: bool,
}

/// Asks how far the peer has taken what was written. `None` where the kernel does not tell: on other systems than Linux, and
/// on Linux before 4.6.
pub(crate) fn acknowledged(socket: &TcpStream) -> Option<Acknowledged> {
    #[cfg(target_os = "linux")]
    return linux::acknowledged(socket);
    #[cfg(not(target_os = "linux"))]
    return {
        let _ = socket;
        None
    };
}

/// Sets a socket up for frames: they are small and written whole, so that waiting for more of them only delays them; and the
/// kernel takes no more than 128 KiB ahead of what it has sent (`TCP_NOTSENT_LOWAT`, tcp(7)).
///
/// Left to itself, Linux takes up to 4 MiB, and says that there is room only when a third of it is free: a phone that takes
/// 250 KB/s then looks like one that takes nothing for seven seconds, and one that takes nothing costs 4 MiB.
pub(crate) fn tune(socket: &TcpStream) {
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "the socket takes no TCP_NODELAY");
    }
    #[cfg(target_os = "linux")]
    linux::bound_unsent(socket);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::panic::catch_unwind;

    use nix::sys::socket::{GetSockOpt, SetSockOpt, sockopt};
    use tokio::net::TcpStream;

    use super::Acknowledged;

    /// Bytes that the kernel takes ahead of what it has sent.
    const UNSENT: u32 = 128 * 1024;

    /// The beginning of `struct tcp_info` (linux/tcp.h), in words of four bytes, as of Linux 4.6. Kernels since then tell more
    /// to who asks for more.
    type Words = [u32; 38];

    #[derive(Debug, Clone, Copy)]
    struct TcpInfo;

    nix::getsockopt_impl!(TcpInfo, libc::IPPROTO_TCP, libc::TCP_INFO, Words, sockopt::GetStruct<Words>);

    #[derive(Debug, Clone, Copy)]
    struct NotSentLowWater;

    nix::setsockopt_impl!(
        NotSentLowWater,
        libc::IPPROTO_TCP,
        libc::TCP_NOTSENT_LOWAT,
        u32,
        sockopt::SetStruct<'_, u32>
    );

    pub(super) fn acknowledged(socket: &TcpStream) -> Option<Acknowledged> {
        // It panics where a kernel tells less.
        let info = catch_unwind(|| TcpInfo.get(socket)).ok()?.ok()?;
        // In the order of the structure: packets in flight, bytes acknowledged (in two words, the machine's order), bytes that
        // were not sent yet.
        let (unacked, acked, unsent) = (info[6], [info[30], info[31]], info[36]);
        let halves = acked.map(u32::to_ne_bytes);
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&halves[0]);
        bytes[4..].copy_from_slice(&halves[1]);
        Some(Acknowledged { bytes: u64::from_ne_bytes(bytes), outstanding: unacked > 0 || unsent > 0 })
    }

    pub(super) fn bound_unsent(socket: &TcpStream) {
        if let Err(error) = NotSentLowWater.set(socket, &UNSENT) {
            tracing::debug!(%error, "the socket takes no TCP_NOTSENT_LOWAT");
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use tokio::{
        io::AsyncReadExt,
        net::{TcpListener, TcpStream},
    };

    use super::{acknowledged, tune};

    #[tokio::test]
    async fn what_a_peer_takes_is_acknowledged_and_little_is_taken_ahead_of_it() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it listens");
        let mut client = TcpStream::connect(address).await.expect("it listens");
        let (server, _) = listener.accept().await.expect("it connects");
        tune(&server);
        assert_eq!(acknowledged(&server).expect("Linux tells").bytes, 0);

        let mut written = 0;
        server.writable().await.expect("it is open");
        while let Ok(n) = server.try_write(&[0; 16 * 1024]) {
            written += n as u64;
        }
        let full = acknowledged(&server).expect("Linux tells");
        assert!(full.outstanding, "{full:?}");
        // What is not acknowledged is 128 KiB that waits, one write more, and what is on its way.
        assert!(written - full.bytes < 512 * 1024, "{written} written, {full:?}");

        let mut taken = vec![0; usize::try_from(written).expect("it fits")];
        client.read_exact(&mut taken).await.expect("it was written");
        let taken = loop {
            let now = acknowledged(&server).expect("Linux tells");
            if !now.outstanding {
                break now;
            }
            tokio::task::yield_now().await;
        };
        assert_eq!(taken.bytes, written);
    }
}
