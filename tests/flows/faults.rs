//! Bad input on the wire: each gets its documented answer or close code, and the server goes on serving others.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Communicator, Frame, TestApp};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::Instant,
};

use super::app;

#[message(action = "echo")]
struct EchoMessage(String);

#[derive(Default)]
struct Desk;

#[consumer(public)]
impl Desk {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[ws_handler]
    async fn echo(&self, message: EchoMessage) -> EchoMessage {
        message
    }
}

fn desk() -> TestApp {
    app(router![path("ws/", Desk)]).timeout(Duration::from_mins(2))
}

async fn client(app: &TestApp) -> Communicator<Desk> {
    app.communicator("ws/").authenticated().await
}

async fn assert_lives(client: &mut Communicator<Desk>) {
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

/// Whoever was there, and whoever comes, is served.
async fn assert_serves(app: &TestApp, other: &mut Communicator<Desk>) {
    assert_lives(other).await;
    assert_lives(&mut client(app).await).await;
}

/// The type of the one fault that a text is answered; the connection lives on.
async fn fault(client: &mut Communicator<Desk>, text: &str) -> String {
    client.send_text(text).await;
    let told = client.receive_json().await;
    assert_eq!(told["action"], "error", "{text}: {told}");
    let faults = told["payload"].as_array().map_or(0, Vec::len);
    assert_eq!(faults, 1, "{text}: {told}");
    told["payload"][0]["type"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test(start_paused = true)]
async fn malformed_messages_are_answered_and_the_connection_lives_on() {
    let app = desk();
    let mut client = client(&app).await;
    for (text, kind) in [
        ("", "json_invalid"),
        ("{", "json_invalid"),
        ("nonsense", "json_invalid"),
        (r#"{"action":"ping"} trailing"#, "json_invalid"),
        (r#"{"action":"ping",}"#, "json_invalid"),
        (r#"{"action":"echo","payload":"\ud800"}"#, "json_invalid"),
        (r#"{"action":"echo","payload":1e999}"#, "json_invalid"),
        ("null", "model_type"),
        ("\"ping\"", "model_type"),
        ("[]", "model_type"),
        ("7", "model_type"),
        ("{}", "union_tag_not_found"),
        (r#"{"Action":"ping"}"#, "union_tag_not_found"),
        (r#"{"action":null}"#, "union_tag_invalid"),
        (r#"{"action":["ping"]}"#, "union_tag_invalid"),
        (r#"{"action":""}"#, "union_tag_invalid"),
        (r#"{"action":"PING"}"#, "union_tag_invalid"),
        (r#"{"action":"complete"}"#, "union_tag_invalid"),
        (r#"{"action":"echo"}"#, "missing"),
        (r#"{"action":"echo","payload":7}"#, "string_type"),
        (r#"{"action":"echo","payload":null}"#, "string_type"),
        (r#"{"action":"ping","payload":{}}"#, "none_required"),
    ] {
        assert_eq!(fault(&mut client, text).await, kind, "{text}");
    }
    assert_lives(&mut client).await;
}

#[tokio::test(start_paused = true)]
async fn a_duplicate_tag_is_a_fault() {
    let app = desk();
    let mut client = client(&app).await;
    for text in [
        r#"{"action":"ping","action":"echo","payload":null}"#,
        r#"{"action":"echo","payload":"a","action":"echo"}"#,
        r#"{"action":"echo","payload":"a","\u0061ction":"ping"}"#,
    ] {
        client.send_text(text).await;
        let told = client.receive_json().await;
        assert_eq!(told["action"], "error", "{text}");
    }
    assert_lives(&mut client).await;
}

#[tokio::test(start_paused = true)]
async fn what_the_client_wrote_comes_back_bounded() {
    let app = desk();
    let mut client = client(&app).await;
    client.send_text(format!(r#"{{"action":"{}"}}"#, "x".repeat(50_000))).await;
    let told = client.receive_text().await;
    assert!(told.len() < 1_000, "{} bytes", told.len());
    assert_lives(&mut client).await;
}

#[tokio::test(start_paused = true)]
async fn nesting_is_answered_and_overflows_no_stack() {
    let app = desk();
    let mut client = client(&app).await;
    for text in [
        format!(r#"{{"action":"echo","payload":{}"#, "[".repeat(60_000)),
        format!(r#"{{"payload":{},"action":"echo"}}"#, "{\"a\":".repeat(10_000)),
        "[".repeat(65_000),
        format!(r#"{{"action":"echo","payload":{}{}}}"#, "[".repeat(30_000), "]".repeat(30_000)),
    ] {
        client.send_text(text).await;
        let told: Value = client.receive_json().await;
        assert_eq!(told["payload"]["code"], "json_too_deep", "{told}");
    }
    assert_lives(&mut client).await;
}

#[tokio::test(start_paused = true)]
async fn invalid_utf8_closes_with_1007() {
    let app = desk();
    let mut other = client(&app).await;
    for payload in [&b"\xff"[..], b"\"\xc3\"", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"] {
        let mut client = client(&app).await;
        client.send_frame(&Frame { payload: payload.to_vec().into(), ..Frame::text("") }).await;
        client.assert_closed(1007).await;
    }
    let mut split = client(&app).await;
    split.send_frame(&Frame { payload: b"\xc3"[..].into(), ..Frame::text("") }.unfinished()).await;
    split.send_frame(&Frame::continuation(&b"x"[..])).await;
    split.assert_closed(1007).await;
    assert_serves(&app, &mut other).await;
}

#[tokio::test(start_paused = true)]
async fn protocol_errors_close_with_1002() {
    let app = desk();
    let mut other = client(&app).await;
    let text = Frame::text("{}");
    for (what, frame) in [
        ("unmasked", Frame { masked: false, ..text.clone() }),
        ("reserved bit 1", Frame { reserved: 4, ..text.clone() }),
        ("reserved bit 2", Frame { reserved: 2, ..text.clone() }),
        ("reserved bit 3", Frame { reserved: 1, ..text.clone() }),
        ("reserved data opcode", Frame::new(3, "x")),
        ("reserved control opcode", Frame::new(11, "x")),
        ("continuation of nothing", Frame::continuation("x")),
        ("fragmented ping", Frame::new(9, "x").unfinished()),
        ("long ping", Frame::new(9, vec![b'x'; 126])),
        ("close of one byte", Frame::new(8, "x")),
        ("close with a code that none may send", Frame::close(1005, "")),
        ("close with a code below all", Frame::close(999, "")),
    ] {
        let mut client = client(&app).await;
        client.answer(false);
        client.send_frame(&frame).await;
        assert_eq!(client.closed().await.code, 1002, "{what}");
    }
    let mut nested = client(&app).await;
    nested.send_frame(&text.clone().unfinished()).await;
    nested.send_frame(&text).await;
    nested.assert_closed(1002).await;
    assert_serves(&app, &mut other).await;
}

#[tokio::test(start_paused = true)]
async fn a_length_that_cannot_be_closes_before_a_byte_of_it_is_read() {
    let app = desk();
    let mut other = client(&app).await;
    for length in [u64::MAX, 1 << 62, 70_000] {
        let mut client = client(&app).await;
        let mut head = vec![0x81, 0xff];
        head.extend(length.to_be_bytes());
        head.extend([1, 2, 3, 4]);
        client.send_raw_bytes(head).await;
        let code = client.closed().await.code;
        assert!(code == 1009 || (length == u64::MAX && code == 1002), "{length}: {code}");
    }
    assert_serves(&app, &mut other).await;
}

#[tokio::test(start_paused = true)]
async fn control_frames_within_a_message_are_answered() {
    let app = desk();
    let mut client = client(&app).await;
    client.send_frame(&Frame::text(r#"{"action":"#).unfinished()).await;
    client.send_ping("between").await;
    assert_eq!(client.receive_pong().await, "between");
    client.send_frame(&Frame::continuation(r#""ping"}"#)).await;
    client.receive::<PongMessage>().await;
}

#[tokio::test(start_paused = true)]
async fn a_flood_keeps_no_one_else_from_being_served() {
    let app = desk();
    let mut other = client(&app).await;
    let mut flooding = client(&app).await;
    let flood: Vec<u8> = Frame::text(r#"{"action":"ping"}"#).to_bytes().repeat(50_000);
    let flooded = tokio::spawn(async move {
        flooding.send_raw_bytes(flood).await;
        for _ in 0..50_000 {
            flooding.receive::<PongMessage>().await;
        }
    });
    let mut served = 0;
    while !flooded.is_finished() {
        assert_lives(&mut other).await;
        served += 1;
    }
    flooded.await.expect("the flood is answered, all of it");
    assert!(served > 100, "the other was served {served} times meanwhile");
}

#[tokio::test(start_paused = true)]
async fn a_flood_of_pings_and_of_empty_frames_is_taken_in_its_stride() {
    let app = desk();
    let mut other = client(&app).await;
    let mut client = client(&app).await;
    client.send_raw_bytes(Frame::new(9, "x").to_bytes().repeat(10_000)).await;
    for _ in 0..10_000 {
        client.receive_pong().await;
    }
    client.send_frame(&Frame::text("").unfinished()).await;
    client.send_raw_bytes(Frame::continuation("").unfinished().to_bytes().repeat(10_000)).await;
    client.send_frame(&Frame::continuation(r#"{"action":"ping"}"#)).await;
    client.receive::<PongMessage>().await;
    assert_serves(&app, &mut other).await;
}

#[tokio::test(start_paused = true)]
async fn a_half_open_peer_is_given_up() {
    let app = desk();
    let mut other = client(&app).await;
    let mut gone = client(&app).await;
    gone.answer(false);
    gone.stall();
    let begun = Instant::now();
    other.receive_ping().await;
    assert_eq!(begun.elapsed().as_secs(), 25);
    tokio::time::advance(Duration::from_secs(11)).await;
    gone.resume();
    gone.assert_closed(1006).await;
    assert_eq!(begun.elapsed().as_secs(), 36);
    assert_serves(&app, &mut other).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_asks_and_does_not_read_is_given_up() {
    let app = desk().pipe_capacity(4096);
    let mut other = client(&app).await;
    let mut stalled = client(&app).await;
    stalled.stall();
    let echo = Frame::text(format!(r#"{{"action":"echo","payload":"{}"}}"#, "x".repeat(50_000))).to_bytes();
    for _ in 0..100 {
        if tokio::time::timeout(Duration::from_secs(1), stalled.send_raw_bytes(echo.clone())).await.is_err() {
            break;
        }
    }
    assert_serves(&app, &mut other).await;
    tokio::time::advance(Duration::from_secs(30)).await;
    stalled.resume();
    stalled.assert_closed(1013).await;
    assert_serves(&app, &mut other).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_leaves_in_the_middle_of_a_frame_is_gone() {
    let app = desk();
    let mut other = client(&app).await;
    let mut client = client(&app).await;
    client.send_raw_bytes(&b"\x81\xfe\x10"[..]).await;
    client.abort().await;
    assert_serves(&app, &mut other).await;
}

/// What a raw request is answered, up to its end or to the end of its head.
async fn answer_to(app: &TestApp, request: &str) -> String {
    let mut pipe = app.pipe().await;
    // A server that has read enough to refuse it closes early.
    let _ = pipe.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        match pipe.read_u8().await {
            Ok(byte) => answer.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&answer).to_lowercase()
}

#[tokio::test(start_paused = true)]
async fn malformed_handshakes_get_their_status() {
    let app = desk();
    let mut other = client(&app).await;
    let upgrade = "host: testserver\r\nconnection: upgrade\r\nupgrade: websocket\r\n";
    let key = "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let version = "sec-websocket-version: 13\r\n";
    for (request, status, header) in [
        (
            format!("GET /ws/ HTTP/1.1\r\n{upgrade}{key}{version}\r\n"),
            "101",
            "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=",
        ),
        (format!("POST /ws/ HTTP/1.1\r\n{upgrade}{key}{version}\r\n"), "405", "allow: get"),
        (
            format!("GET /ws/ HTTP/1.1\r\n{upgrade}{key}sec-websocket-version: 8\r\n\r\n"),
            "426",
            "sec-websocket-version: 13",
        ),
        (format!("GET /ws/ HTTP/1.1\r\nhost: testserver\r\n{key}{version}\r\n"), "426", "upgrade: websocket"),
        (format!("GET /ws/ HTTP/1.1\r\n{upgrade}{version}\r\n"), "400", ""),
        (format!("GET /ws/ HTTP/1.1\r\n{upgrade}{version}sec-websocket-key: short\r\n\r\n"), "400", ""),
        (format!("GET /nowhere/ HTTP/1.1\r\n{upgrade}{key}{version}\r\n"), "404", ""),
        ("GET /ws/ HTTP/1.1\r\nno header\r\n\r\n".to_owned(), "400", ""),
        (format!("GET /ws/ HTTP/1.1\r\n{upgrade}x: {}\r\n\r\n", "x".repeat(100_000)), "431", ""),
    ] {
        let answer = answer_to(&app, &request).await;
        assert!(answer.starts_with(&format!("http/1.1 {status}")), "{request}: {answer}");
        assert!(answer.contains(header), "{request}: {answer}");
    }
    assert_serves(&app, &mut other).await;
}
