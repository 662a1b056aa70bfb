//! The server over in-memory pipes: both versions of HTTP, refusals as they stand on the wire, time, and the end.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use http::{HeaderMap, Request, Response, StatusCode, Version};
use hyper::{body::Incoming, client::conn::http2::SendRequest, ext::Protocol};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::Instant,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{ClientRequestBuilder, Message, protocol::Role},
};
use tower_service::Service;

use super::*;
use crate::{
    routing::{
        Router, endpoint,
        fixture::{Fixture, Kind, field},
    },
    settings::Settings,
    table::ParamField,
};

struct Plain;

impl Kind for Plain {
    const FIELDS: &'static [ParamField] = &[];
}

struct Room;

impl Kind for Room {
    const FIELDS: &'static [ParamField] = &[field("room", &["str"])];
}

const GREETING: &str =
    r#"{"action":"authentication","payload":{"status_code":200,"status_text":"OK","data":{"detail":"OK"}}}"#;

fn app(settings: Settings) -> App<()> {
    let router = Router::new()
        .path("ws/", endpoint::<Fixture<Plain>, ()>())
        .path("rooms/<room>/", endpoint::<Fixture<Room>, ()>());
    App::new(()).settings(settings).routes(router)
}

fn service() -> AppService {
    app(Settings { subprotocols: vec!["v1".to_owned()], ..Settings::default() }).into_service()
}

/// The client's end of a socket that the service serves.
fn socket(service: &AppService) -> DuplexStream {
    let (client, server) = duplex(64 * 1024);
    tokio::spawn(service.serve_connection(server));
    client
}

/// Opens a WebSocket over HTTP/1.1 and reads its greeting.
async fn open(service: &AppService) -> WebSocketStream<DuplexStream> {
    let (mut client, response) = client_async("ws://a.example/ws/", socket(service)).await.unwrap();
    assert_eq!(response.status(), 101);
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text(GREETING));
    client
}

/// Sends bytes and reads the answer's status, its headers (but those of every answer) and its text.
async fn answer(service: &AppService, request: &str) -> (u16, Vec<String>, String) {
    let mut client = socket(service);
    client.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break String::from_utf8(bytes.drain(..end + 4).collect()).unwrap();
        }
        assert_ne!(client.read_buf(&mut bytes).await.unwrap(), 0, "closed without an answer");
    };
    let mut lines = head.trim_end().lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers: Vec<String> = lines.map(str::to_owned).collect();
    let length = headers.iter().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().unwrap());
    while bytes.len() < length {
        assert_ne!(client.read_buf(&mut bytes).await.unwrap(), 0, "closed within the answer");
    }
    bytes.truncate(length);
    headers.retain(|line| {
        !["date", "content-length", "content-type"].contains(&line.split(':').next().unwrap())
    });
    headers.sort();
    (status, headers, String::from_utf8(bytes).unwrap())
}

/// A request for a WebSocket, with the lines that a test leaves out or puts in.
fn request(path: &str, without: &str, with: &str) -> String {
    let lines = [
        "Host: a.example",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];
    let kept = lines.into_iter().filter(|line| without.is_empty() || !line.starts_with(without));
    let lines: Vec<_> = kept.chain((!with.is_empty()).then_some(with)).collect();
    format!("GET {path} HTTP/1.1\r\n{}\r\n\r\n", lines.join("\r\n"))
}

#[tokio::test(start_paused = true)]
async fn a_websocket_opens_over_http1() {
    let (status, headers, _) =
        answer(&service(), &request("/ws/", "", "Sec-WebSocket-Protocol: v2, v1")).await;
    assert_eq!(status, 101);
    let expected = [
        "connection: Upgrade",
        "sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "sec-websocket-protocol: v1",
        "upgrade: websocket",
    ];
    assert_eq!(headers, expected);
    open(&service()).await;
}

#[tokio::test(start_paused = true)]
async fn parameters_are_percent_decoded() {
    let (status, ..) = answer(&service(), &request("/rooms/a%2Fb/", "", "")).await;
    assert_eq!(status, 101);
    let (status, ..) = answer(&service(), &request("/rooms/%FF/", "", "")).await;
    assert_eq!(status, 404);
}

#[tokio::test(start_paused = true)]
async fn refusals_stand_on_the_wire_as_documented() {
    let upgrade = ["connection: Upgrade", "upgrade: websocket"];
    let version = ["connection: Upgrade", "sec-websocket-version: 13", "upgrade: websocket"];
    let long = format!("Cookie: {}", "a".repeat(17 * 1024));
    for (request, status, headers) in [
        ("POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".to_owned(), 404, &[] as &[&str]),
        (request("/ws", "", ""), 404, &[]),
        ("POST /ws/ HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".to_owned(), 405, &["allow: GET"]),
        ("GET /ws/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 426, &upgrade),
        (request("/ws/", "", "").replace("HTTP/1.1", "HTTP/1.0"), 426, &upgrade),
        (request("/ws/", "Sec-WebSocket-Version", "Sec-WebSocket-Version: 8"), 426, &version),
        (request("/ws/", "Sec-WebSocket-Key", ""), 400, &[]),
        (request("/ws/", "Host", ""), 400, &[]),
        (request("/ws/", "", "Sec-WebSocket-Protocol: a, a"), 400, &[]),
        (request("/ws/", "", "Origin: https://b.example"), 403, &[]),
    ] {
        let (answered, sent, reason) = answer(&service(), &request).await;
        let framing = |line: &String| line != "connection: close";
        assert_eq!((answered, sent.into_iter().filter(framing).collect::<Vec<_>>()), {
            (status, headers.iter().map(|line| (*line).to_owned()).collect())
        });
        assert!(reason.ends_with('\n') && reason.len() > 10, "{reason}");
    }
    // hyper answers these by itself.
    let (status, ..) = answer(&service(), "GET /ws/ HTTP/9\r\n\r\n").await;
    assert_eq!(status, 400);
    let (status, ..) = answer(&service(), &request("/ws/", "", &long)).await;
    assert_eq!(status, 431);
}

#[tokio::test(start_paused = true)]
async fn a_refused_client_may_ask_again_on_its_socket() {
    let service = service();
    let mut client = socket(&service);
    let mut bytes = vec![0; 1024];
    client.write_all(request("/none", "", "").as_bytes()).await.unwrap();
    let read = client.read(&mut bytes).await.unwrap();
    assert!(bytes[..read].starts_with(b"HTTP/1.1 404 "));
    client.write_all(request("/ws/", "", "").as_bytes()).await.unwrap();
    let read = client.read(&mut bytes).await.unwrap();
    assert!(bytes[..read].starts_with(b"HTTP/1.1 101 "));
}

type Http2 = SendRequest<http_body_util::Empty<bytes::Bytes>>;

async fn http2(service: &AppService) -> Http2 {
    let io = TokioIo::new(socket(service));
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), io).await.unwrap();
    tokio::spawn(connection);
    // The answer to a first request tells that the server's settings have come.
    let request = Request::get("http://a.example/none").body(http_body_util::Empty::new()).unwrap();
    assert_eq!(sender.send_request(request).await.unwrap().status(), 404);
    sender
}

async fn connect(sender: &mut Http2, uri: &str, header: (&str, &str)) -> Response<Incoming> {
    let request = Request::connect(uri)
        .version(Version::HTTP_2)
        .extension(Protocol::from_static("websocket"))
        .header("sec-websocket-version", "13")
        .header(header.0, header.1);
    sender.send_request(request.body(http_body_util::Empty::new()).unwrap()).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn websockets_share_a_connection_over_http2() {
    let service = service();
    let mut sender = http2(&service).await;
    let mut sockets = Vec::new();
    for _ in 0..3 {
        let opened = connect(&mut sender, "http://a.example/ws/", ("sec-websocket-protocol", "v1")).await;
        assert_eq!(opened.status(), 200);
        let mut headers: HeaderMap = opened.headers().clone();
        headers.remove("date");
        assert_eq!(headers.len(), 1);
        assert_eq!(headers["sec-websocket-protocol"], "v1");
        let io = TokioIo::new(hyper::upgrade::on(opened).await.unwrap());
        let mut client = WebSocketStream::from_raw_socket(io, Role::Client, None).await;
        assert_eq!(client.next().await.unwrap().unwrap(), Message::text(GREETING));
        sockets.push(client);
    }
    for mut client in sockets {
        client.send(Message::Close(None)).await.unwrap();
        assert!(matches!(client.next().await, Some(Ok(Message::Close(_)))));
    }
}

#[tokio::test(start_paused = true)]
async fn http2_is_refused_in_its_own_words() {
    let service = service();
    let mut sender = http2(&service).await;
    let request = Request::get("http://a.example/ws/").body(http_body_util::Empty::new()).unwrap();
    let refused = sender.send_request(request).await.unwrap();
    assert_eq!(
        (refused.status(), &refused.headers()["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"CONNECT".parse().unwrap())
    );
    let refused = connect(&mut sender, "http://a.example/none", ("x-a", "b")).await;
    assert_eq!(refused.status(), 404);
    let refused = connect(&mut sender, "http://a.example/ws/", ("sec-websocket-version", "8")).await;
    assert_eq!(
        (refused.status(), &refused.headers()["sec-websocket-version"]),
        (StatusCode::BAD_REQUEST, &"13".parse().unwrap())
    );
    let refused = connect(&mut sender, "http://a.example/ws/", ("origin", "https://b.example")).await;
    assert_eq!(refused.status(), 403);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_a_request_is_dropped_in_time() {
    let timeout = Settings::default().handshake_timeout;
    // Nothing; what both versions may begin with; HTTP/1.1 without an end; HTTP/2 without a request.
    for bytes in ["", "PRI * HT", "GET /ws/ HTTP/1.1\r\nHost: a", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let mut client = socket(&service());
        let began = Instant::now();
        client.write_all(bytes.as_bytes()).await.unwrap();
        let mut rest = Vec::new();
        client.read_to_end(&mut rest).await.unwrap();
        assert!(
            began.elapsed() >= timeout && began.elapsed() < timeout * 2,
            "{bytes:?}: {:?}",
            began.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_request_must_come_in_time_too() {
    let mut client = socket(&service());
    client.write_all(request("/none", "", "").as_bytes()).await.unwrap();
    let began = Instant::now();
    let mut rest = Vec::new();
    client.read_to_end(&mut rest).await.unwrap();
    assert!(rest.starts_with(b"HTTP/1.1 404 "));
    assert!(began.elapsed() < Settings::default().handshake_timeout * 2);
}

#[tokio::test(start_paused = true)]
async fn an_idle_websocket_outlives_the_handshakes_time() {
    let service = service();
    let mut client = open(&service).await;
    tokio::time::advance(Settings::default().handshake_timeout * 2).await;
    client.send(Message::Ping("a".into())).await.unwrap();
    assert_eq!(client.next().await.unwrap().unwrap(), Message::Pong("a".into()));
}

#[tokio::test(start_paused = true)]
async fn draining_closes_every_connection_and_then_ends() {
    let service = service();
    let mut over_http1 = open(&service).await;
    let mut sender = http2(&service).await;
    let opened = connect(&mut sender, "http://a.example/ws/", ("x-a", "b")).await;
    let io = TokioIo::new(hyper::upgrade::on(opened).await.unwrap());
    let mut over_http2 = WebSocketStream::from_raw_socket(io, Role::Client, None).await;
    assert_eq!(over_http2.next().await.unwrap().unwrap(), Message::text(GREETING));
    let mut idle = socket(&service);
    idle.write_all(b"GET /none HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();

    let began = Instant::now();
    let draining = tokio::spawn({
        let service = service.clone();
        async move { service.drain().await }
    });
    let ((), ()) = tokio::join!(until_restarted(&mut over_http1), until_restarted(&mut over_http2));
    let mut rest = Vec::new();
    idle.read_to_end(&mut rest).await.unwrap();
    assert!(rest.starts_with(b"HTTP/1.1 404 ") || rest.starts_with(b"HTTP/1.1 503 "));
    drop((over_http1, over_http2, sender));
    draining.await.unwrap();
    assert!(began.elapsed() < Settings::default().drain_timeout);
}

/// Reads until the server says that it restarts, answers that, and reads to the end.
async fn until_restarted<I>(client: &mut WebSocketStream<I>)
where
    I: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let mut code = None;
    while let Some(Ok(message)) = client.next().await {
        if let Message::Close(Some(frame)) = message {
            code = Some(u16::from(frame.code));
        }
    }
    assert_eq!(code, Some(1012));
}

#[tokio::test(start_paused = true)]
async fn what_outlives_the_drain_is_dropped() {
    let drain = drain::Drain::new(Duration::from_secs(7));
    let (held, dropped) = oneshot::channel::<()>();
    tokio::spawn(drain.track(async move {
        let _held = held;
        std::future::pending::<()>().await;
    }));
    let began = Instant::now();
    drain.run().await;
    assert_eq!(began.elapsed().as_secs(), 7);
    assert!(dropped.await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_stopping_server_takes_no_requests() {
    let mut service = service();
    service.drain().await;
    let response = service.call(Request::get("/ws/").body(Body::default()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 503);
    assert!(response.headers().contains_key("retry-after"));
}

#[tokio::test]
async fn a_signal_ends_the_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let settings = Settings { drain_timeout: Duration::from_millis(200), ..Settings::default() };
    let serving = tokio::spawn(app(settings).serve_with_shutdown(listener, async {
        let _ = stopped.await;
    }));
    let stream = TcpStream::connect(address).await.unwrap();
    let request = ClientRequestBuilder::new(format!("ws://{address}/ws/").parse().unwrap())
        .with_header("Origin", format!("http://{address}"));
    let (mut client, _) = client_async(request, stream).await.unwrap();
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text(GREETING));
    stop.send(()).unwrap();
    until_restarted(&mut client).await;
    serving.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn an_address_in_use_is_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    assert!(app(Settings::default()).serve(address).await.unwrap_err().is_io());
    assert!(app(Settings::default()).serve_per_core(address).await.unwrap_err().is_io());
}

#[tokio::test]
async fn a_signal_ends_the_server_of_all_cores() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let mut stopped = Some(stopped);
    let cores = cores::Cores::start().unwrap();
    let serving =
        tokio::spawn(app(Settings::default()).run(
            listener,
            Some(cores),
            async move || match stopped.take() {
                Some(stopped) => drop(stopped.await),
                None => std::future::pending().await,
            },
        ));
    let mut clients = Vec::new();
    for _ in 0..8 {
        let stream = TcpStream::connect(address).await.unwrap();
        let url = format!("ws://{address}/ws/").parse().unwrap();
        let (mut client, _) = client_async(ClientRequestBuilder::new(url), stream).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), Message::text(GREETING));
        clients.push(client);
    }
    stop.send(()).unwrap();
    for client in &mut clients {
        until_restarted(client).await;
    }
    serving.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_server_that_gives_no_upgrade_opens_nothing() {
    let mut service = service();
    let request = Request::get("/ws/")
        .header("Host", "a.example")
        .header("Connection", "Upgrade")
        .header("Upgrade", "websocket")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    let response = service.call(request.body(Body::default()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 500);
}

#[test]
#[should_panic(expected = "the route `ws/<rom>/`: the parameters of `Fixture` have no field `rom`")]
fn routes_that_cannot_be_served_panic_at_the_start() {
    let router = Router::new().path("ws/<rom>/", endpoint::<Fixture<Room>, ()>());
    let _ = App::new(()).routes(router);
}

#[tokio::test]
async fn the_answer_to_head_has_no_body() {
    let mut service = App::new(()).page(super::Health::new()).into_service();
    for (path, status) in [("/health/live", 200), ("/elsewhere", 404)] {
        let get = service.call(Request::get(path).body(Body::default()).unwrap()).await.unwrap();
        let head = service.call(Request::head(path).body(Body::default()).unwrap()).await.unwrap();
        assert_eq!((get.status().as_u16(), head.status().as_u16()), (status, status));
        let [get, head] = [get, head].map(|response| {
            let told = response
                .headers()
                .get("content-length")
                .and_then(|length| length.to_str().ok()?.parse().ok());
            (told, hyper::body::Body::size_hint(response.body()).exact())
        });
        assert_eq!((head.0, head.1), (get.1, Some(0)), "{path}");
    }
}
