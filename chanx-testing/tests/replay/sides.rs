//! Recordings of both sides are played again.

use std::time::Duration;

use chanx::{prelude::*, record::Happening};
use chanx_testing::{Frame, Recording, Replay, TestApp, remote};
use tokio::{net::TcpListener, sync::oneshot};

use super::{LeaveMessage, Room, SaidMessage, Sheet, Version, rooms, say, talk};

fn replay(recording: Recording) -> Replay {
    Replay::of(recording).ignore("said", "payload.number")
}

#[tokio::test(start_paused = true)]
async fn a_server_is_recorded_and_played_again() {
    let sheet = Sheet::default();
    talk(&TestApp::new(rooms(Version::First).record(sheet.recorder()))).await;
    let lines: Vec<_> = sheet.text().lines().map(str::to_owned).collect();
    assert_eq!(
        lines[0],
        r#"{"connection":"1","at":0.0,"opened":{"path":"/ws/rooms/lobby/","consumer":"Room"}}"#
    );
    assert!(
        lines[1].starts_with(
            r#"{"connection":"1","at":0.0,"from":"server","text":{"action":"authentication","payload":{"status_code":200"#
        ),
        "{}",
        lines[1]
    );
    assert_eq!(
        lines[4],
        r#"{"connection":"1","at":0.0,"from":"client","text":{"action":"say","payload":{"text":"hi"}}}"#
    );
    assert!(sheet.text().contains(r#"{"connection":"2","at":0.0,"closed":{"code":1000,"by":"client"}}"#));
    assert!(sheet.text().contains(r#"{"connection":"1","at":0.0,"closed":{"code":4000,"by":"server"}}"#));
    replay(sheet.recording()).run(&TestApp::new(rooms(Version::First))).await;
}

#[tokio::test]
async fn a_plain_socket_is_recorded_as_a_pipe_is() {
    let sheet = Sheet::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let (stop, stopped) = oneshot::channel::<()>();
    let app = rooms(Version::First).record(sheet.recorder());
    let server = tokio::spawn(app.serve_with_shutdown(listener, async { drop(stopped.await) }));

    let mut ann = remote::<Room>(address, "ws/rooms/lobby/").authenticated().await;
    let mut bob = remote::<Room>(address, "ws/rooms/lobby/").authenticated().await;
    for client in [true, false, true] {
        if client { &mut ann } else { &mut bob }.send_message(say("hi")).await;
        ann.receive_group::<SaidMessage>().await;
        bob.receive_group::<SaidMessage>().await;
    }
    let client_side = ann.recording();
    bob.disconnect().await;
    ann.send_message(LeaveMessage).await;
    ann.assert_closed(4000).await;
    drop((ann, bob));
    stop.send(()).expect("the server runs");
    server.await.expect("no panic").expect("no failure");

    let said = |recording: &Recording, connection: &str| -> Vec<_> {
        let own = recording.lines().filter(|line| line.connection == connection);
        own.map(|line| line.happening.clone()).collect()
    };
    let both = sheet.recording();
    let (server_side, client_side) = (said(&both, "1"), said(&client_side, "1"));
    assert_eq!(server_side[..client_side.len()], client_side[..], "both sides record the same");
    assert!(matches!(said(&both, "2").last(), Some(Happening::Closed(closed)) if closed.code == 1000));
    replay(both).run(&TestApp::new(rooms(Version::First))).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_is_recorded_saved_loaded_and_played_again() {
    let app = TestApp::new(rooms(Version::First));
    let mut ann = app.communicator::<Room>("ws/rooms/lobby/?token=query-secret").authenticated().await;
    ann.send_message(say("hi")).await;
    ann.receive_group::<SaidMessage>().await;
    ann.send_text("no JSON").await;
    ann.receive_json().await;
    ann.send_binary(vec![0, 1, 255]).await;
    ann.receive_json().await;
    ann.send_text(r#"{"action":"say","action":"say"}"#).await;
    ann.receive_json().await;
    ann.send_text(r#"{"action":"unknown"}"#).await;
    ann.receive_json().await;
    ann.send_frame(&Frame::text(r#"{"action":"#).unfinished()).await;
    ann.send_ping("").await;
    ann.send_frame(&Frame::continuation(r#""leave","payload":null}"#)).await;
    ann.assert_closed(4000).await;

    let recording = ann.recording();
    let path = format!("{}/recordings/client.jsonl", env!("CARGO_TARGET_TMPDIR"));
    recording.save(&path).expect("it is written");
    assert_eq!(Recording::load(&path).expect("it is read"), recording);
    let text = recording.to_string();
    assert!(text.contains(r#""from":"client","raw":"no JSON"}"#), "{text}");
    assert!(text.contains(r#""from":"client","binary":"AAH/"}"#), "{text}");
    assert!(text.contains(r#""from":"client","raw":"{\"action\":\"say\",\"action\":\"say\"}"}"#), "{text}");
    assert!(text.contains(r#""from":"client","text":{"action":"leave","payload":null}}"#), "{text}");
    assert!(text.ends_with("\"closed\":{\"code\":4000,\"by\":\"server\"}}\n"), "{text}");
    assert!(!text.contains("query-secret"), "{text}");
    Replay::load(&path).ignore("*", "payload.number").run(&app).await;
}

#[tokio::test(start_paused = true)]
async fn clients_that_leave_in_any_way_leave_again() {
    let sheet = Sheet::default();
    let app = TestApp::new(rooms(Version::First).record(sheet.recorder()));
    app.communicator::<Room>("ws/rooms/a/").authenticated().await.abort().await;
    app.communicator::<Room>("ws/rooms/a/").authenticated().await.close(4999).await;
    let mut bare = app.communicator::<Room>("ws/rooms/a/").authenticated().await;
    bare.send_frame(&Frame::new(8, "")).await;
    bare.closed().await;
    app.drain().await;
    for code in [1006, 4999, 1005] {
        let line = format!(r#""closed":{{"code":{code},"by":"client"}}}}"#);
        assert!(sheet.text().contains(&line), "{code}: {}", sheet.text());
    }
    replay(sheet.recording()).run(&TestApp::new(rooms(Version::First))).await;
}

#[tokio::test(start_paused = true)]
async fn the_end_of_the_server_is_recorded() {
    let sheet = Sheet::default();
    let app = TestApp::new(rooms(Version::First).record(sheet.recorder()));
    let mut ann = app.communicator::<Room>("ws/rooms/a/").authenticated().await;
    app.drain().await;
    ann.assert_closed(1012).await;
    assert!(sheet.text().ends_with("\"closed\":{\"code\":1012,\"by\":\"server\"}}\n"), "{}", sheet.text());
    replay(sheet.recording()).run(&TestApp::new(rooms(Version::First))).await;
    let cut = sheet.text().replace("1012", "1006");
    replay(cut.parse().expect("lines of JSON")).run(&TestApp::new(rooms(Version::First))).await;
}

#[message(action = "later")]
struct LaterMessage;

#[derive(Default)]
struct Slow;

#[consumer(public, subprotocols = ["slow.v1"], camelize = true)]
impl Slow {
    #[ws_handler]
    async fn later(&self, message: LaterMessage) -> LaterMessage {
        tokio::time::sleep(Duration::from_mins(10)).await;
        message
    }

    #[binary_handler]
    async fn bytes(&self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }

    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }
}

#[tokio::test(start_paused = true)]
async fn waits_are_as_long_as_they_were_and_raw_frames_are_compared() {
    let app = TestApp::new(App::new(()).routes(router![path("ws/", Slow)]));
    let mut client =
        app.clone().timeout(Duration::from_hours(1)).communicator::<Slow>("ws/").subprotocols(&["slow.v1"]);
    client = client.header("x-any", "thing");
    let mut client = client.authenticated().await;
    client.send_message(LaterMessage).await;
    client.receive::<LaterMessage>().await;
    client.send_binary("bytes").await;
    client.receive_binary().await;
    client.send_text("text").await;
    client.receive_text().await;
    let recording = client.recording();
    let text = recording.to_string();
    assert!(text.contains(r#""opened":{"path":"/ws/","consumer":"Slow","subprotocol":"slow.v1"}"#), "{text}");
    assert!(
        text.contains(r#"{"connection":"1","at":600.0,"from":"server","text":{"action":"later""#),
        "{text}"
    );
    Replay::of(recording).run(&app).await;
}

#[test]
fn a_line_that_is_none_is_told_by_its_number() {
    let error = "\n{\"connection\":\"1\",\"at\":0}\n".parse::<Recording>().unwrap_err();
    assert_eq!(error.to_string(), "line 2: none of `opened`, `from` and `closed`");
    let error = "{\"connection\":\n".parse::<Recording>().unwrap_err();
    assert_eq!(error.to_string(), "line 1: EOF while parsing a value at line 2 column 0");
    let error = Recording::load("tests/nowhere.jsonl").unwrap_err().to_string();
    assert!(error.contains("tests/nowhere.jsonl: No such file"), "{error}");
}
