//! A clone of a context that outlived its connection held the socket's writing half, and with it an open file, when
//! the client had left without a word.

use std::sync::{Arc, Mutex};

use chanx::prelude::*;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Duration, timeout},
};

type Kept = Arc<Mutex<Vec<Context<Keeper>>>>;

struct Keeper;

#[consumer(public, state = Kept)]
impl Keeper {
    async fn connect(cx: &Context<Self>) -> Self {
        cx.state().lock().expect("no test panics with it").push(cx.clone());
        Self
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

const HANDSHAKE: &str = "GET /ws/ HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
    Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

#[tokio::test]
async fn a_socket_ends_with_its_connection() {
    let kept = Kept::default();
    let service = chanx::App::new(kept.clone()).routes(router![path("ws/", Keeper)]).into_service();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it listens");
    let mut client = TcpStream::connect(address).await.expect("it listens");
    let (socket, _) = listener.accept().await.expect("it listens");
    tokio::spawn(service.serve_connection(socket));

    client.write_all(HANDSHAKE.as_bytes()).await.expect("it reads");
    let mut told = Vec::new();
    while !told.ends_with(b"}") {
        assert_ne!(client.read_buf(&mut told).await.expect("it writes"), 0);
    }
    client.shutdown().await.expect("it is open");
    let ended = timeout(Duration::from_secs(10), client.read_to_end(&mut told)).await;
    assert!(ended.expect("the server closes its side too").is_ok());
    assert_eq!(kept.lock().expect("no test panics with it").len(), 1);
}
