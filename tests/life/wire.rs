//! A way to the server that can be cut, as by a phone that loses its network: nothing gets through, and nobody is told.

use std::net::SocketAddr;

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

/// A way for one connection.
pub(crate) struct Wire {
    pub(crate) address: SocketAddr,
    cut: oneshot::Sender<()>,
}

impl Wire {
    pub(crate) async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let (cut, is_cut) = oneshot::channel();
        tokio::spawn(async move {
            let (mut client, _) = listener.accept().await.expect("it listens");
            let mut server = TcpStream::connect(server).await.expect("it listens");
            tokio::select! {
                _ = copy_bidirectional(&mut client, &mut server) => return,
                _ = is_cut => {}
            }
            // Both sockets stay open, for as long as the test runs.
            std::future::pending::<()>().await;
        });
        Self { address, cut }
    }

    pub(crate) fn cut(self) {
        self.cut.send(()).expect("the way is open");
    }
}
