//! The exact frames.

use std::borrow::Cow;

use http::StatusCode;
use serde_json::json;

use super::*;
use crate::{
    decode::{Frame, explain},
    message::{Incoming, Message, PingMessage, PongMessage},
    validate::{Fault, Loc},
};

fn usual() -> Wire {
    Wire::new("action", false)
}

#[test]
fn authentication_tells_the_status() {
    for (status, text, detail) in [
        (200, "OK", "OK"),
        (401, "Unauthorized", NO_CREDENTIALS),
        (403, "Forbidden", "no"),
        (404, "Not Found", "no"),
        (500, "Internal Server Error", SERVER_ERROR),
    ] {
        let frame = usual().authentication(StatusCode::from_u16(status).expect("a status"), detail);
        let data = format!(r#""data":{{"detail":"{detail}"}}"#);
        assert_eq!(
            frame,
            format!(
                r#"{{"action":"authentication","payload":{{"status_code":{status},"status_text":"{text}",{data}}}}}"#
            )
        );
        let read: AuthenticationMessage = serde_json::from_str(&frame).expect("it reads itself");
        assert_eq!((read.payload.status_code, &*read.payload.data.detail), (status, detail));
    }
}

#[test]
fn tag_and_case_are_the_consumers() {
    let wire = Wire::new("message_type", true);
    let frame = wire.authentication(StatusCode::OK, "OK");
    assert_eq!(
        frame,
        r#"{"messageType":"authentication","payload":{"statusCode":200,"statusText":"OK","data":{"detail":"OK"}}}"#
    );
    let read: AuthenticationMessage = serde_json::from_str(&frame).expect("it reads either case");
    assert_eq!(read.payload.status_text, "OK");
    assert_eq!(wire.complete(), r#"{"messageType":"complete","payload":null}"#);
    assert_eq!(Wire::new("kind", false).event_complete(), r#"{"kind":"event_complete","payload":null}"#);
}

#[test]
fn completion_is_a_constant() {
    assert_eq!(usual().complete(), Cow::Borrowed(r#"{"action":"complete","payload":null}"#));
    assert_eq!(usual().group_complete(), r#"{"action":"group_complete","payload":null}"#);
    assert_eq!(usual().event_complete(), r#"{"action":"event_complete","payload":null}"#);
}

#[test]
fn errors_come_in_three_forms() {
    let read = |frame: &str| serde_json::from_str::<ErrorMessage>(frame).expect("it reads itself").payload;
    let failed = usual().handler_failed();
    assert_eq!(failed, r#"{"action":"error","payload":{"detail":"Failed to process message"}}"#);
    assert_eq!(read(&failed), ErrorPayload::Failed { detail: "Failed to process message".into() });

    let limit = usual().limit("too_deep", "The message nests too deep");
    assert_eq!(
        limit,
        r#"{"action":"error","payload":{"code":"too_deep","detail":"The message nests too deep"}}"#
    );
    assert!(matches!(read(&limit), ErrorPayload::Limit { code, .. } if code == "too_deep"));

    let loc = vec![Loc::Key("chat".into()), Loc::Index(3), Loc::Key("text".into())];
    let faults = vec![Fault { kind: "missing".into(), loc, msg: "Field required".into() }];
    let error = usual().error(&faults);
    assert_eq!(
        error,
        r#"{"action":"error","payload":[{"type":"missing","loc":["chat",3,"text"],"msg":"Field required"}]}"#
    );
    assert_eq!(read(&error), ErrorPayload::Faults(faults));
}

#[test]
fn ping_and_pong_are_messages() {
    assert_eq!(
        serde_json::to_string(&PingMessage).ok().as_deref(),
        Some(r#"{"action":"ping","payload":null}"#)
    );
    assert_eq!(
        serde_json::to_string(&PongMessage).ok().as_deref(),
        Some(r#"{"action":"pong","payload":null}"#)
    );
    for text in [
        r#"{"action":"ping","payload":null}"#,
        r#"{"action":"ping"}"#,
        r#"{"x":1,"payload":null,"action":"ping"}"#,
    ] {
        assert_eq!(PingMessage::decode(&Frame::new("ping", text)).ok(), Some(PingMessage), "{text}");
    }
    for (text, expected) in [
        (
            r#"{"action":"ping","payload":5}"#,
            json!([{ "type": "none_required", "loc": ["ping", "payload"], "msg": "Input should be None" }]),
        ),
        (
            r#"{"action":"ping","action":"ping"}"#,
            json!([{ "type": "duplicate_key", "loc": ["ping", "action"], "msg": "Field given more than once" }]),
        ),
    ] {
        let invalid = PingMessage::decode(&Frame::new("ping", text)).expect_err("it is invalid");
        assert_eq!(json!(explain(&PingMessage::INFO, text, invalid)), expected);
    }
    assert!(PingMessage::decode(&Frame::new("ping", r#"{"action":"pong"}"#)).is_err());
}
