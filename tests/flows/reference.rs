//! Requests with a `ref`: every answer has it, and each request ends.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex},
};

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};
use futures_util::{Stream, stream};
use serde_json::{Value, json};

use super::{
    app,
    stage::{Stage, staged},
};

/// Do it so often; each handler below replies in another form.
#[message(action = "one")]
struct One;

#[message(action = "none")]
struct Nothing;

#[message(action = "maybe")]
struct Maybe(bool);

#[message(action = "many")]
struct Many(u32);

#[message(action = "stream")]
struct Streamed(u32);

#[message(action = "both")]
struct Both;

#[message(action = "either")]
struct Either(bool);

#[message(action = "beside")]
struct Beside(u32);

#[message(action = "by_hand")]
struct ByHand(u32);

#[message(action = "first")]
struct First;

#[message(action = "refused")]
struct Refused;

/// Takes its own fields only.
#[message(action = "strict")]
#[serde(deny_unknown_fields)]
struct Strict {
    payload: u32,
}

/// Takes whatever stands in it.
#[message(action = "loose")]
struct Loose {
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[message(action = "answer")]
#[derive(Debug, PartialEq)]
struct Answer(u32);

#[message(action = "keys")]
#[derive(Debug, PartialEq)]
struct Keys(Vec<String>);

#[message(action = "said", group)]
#[derive(Debug, PartialEq)]
struct Said(String);

#[event(handler = "notify")]
struct NotifyEvent;

struct Nobody;

impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for Nobody {
    async fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Err(Rejection::forbidden("Nobody may."))
    }
}

#[derive(Default)]
struct Desk;

#[consumer(public, groups("desk"), sends(Answer, Said))]
impl Desk {
    #[ws_handler]
    async fn one(&mut self, _: One, cx: &mut Context<Self>) -> Result<Answer> {
        cx.send_group_message(Said("hi".into())).exclude_current(false).await?;
        Ok(Answer(cx.reference().map_or(0, str::len).try_into().unwrap_or(u32::MAX)))
    }

    #[ws_handler]
    async fn none(&mut self, _: Nothing) {}

    #[ws_handler]
    async fn maybe(&mut self, Maybe(answers): Maybe) -> Option<Answer> {
        answers.then_some(Answer(1))
    }

    #[ws_handler]
    async fn many(&mut self, Many(count): Many) -> Vec<Answer> {
        (0..count).map(Answer).collect()
    }

    #[ws_handler]
    async fn streamed(&mut self, Streamed(count): Streamed) -> impl Stream<Item = Answer> + Send {
        stream::iter((0..count).map(Answer))
    }

    #[ws_handler]
    async fn both(&mut self, _: Both) -> (Answer, Keys) {
        (Answer(1), Keys(Vec::new()))
    }

    #[ws_handler]
    async fn either(&mut self, Either(fails): Either) -> Result<Answer> {
        if fails { Err(io::Error::other("no").into()) } else { Ok(Answer(1)) }
    }

    #[ws_handler]
    async fn beside(Beside(count): Beside, cx: Context<Self>) -> Result<Vec<Answer>> {
        cx.send_message(Said("beside".into())).await?;
        Ok((0..count).map(Answer).collect())
    }

    #[ws_handler]
    async fn by_hand(&mut self, ByHand(number): ByHand, cx: &mut Context<Self>) -> Result<()> {
        cx.send_message(Answer(number)).await
    }

    /// It says what another handler replies before its own reply.
    #[ws_handler]
    async fn first(&mut self, _: First, cx: &mut Context<Self>) -> Result<Answer> {
        cx.send_message(Keys(Vec::new())).await?;
        Ok(Answer(1))
    }

    #[ws_handler(permissions(Nobody))]
    async fn refused(&mut self, _: Refused) -> Answer {
        Answer(1)
    }

    #[ws_handler]
    async fn strict(&mut self, Strict { payload }: Strict) -> Answer {
        Answer(payload)
    }

    #[ws_handler]
    async fn loose(&mut self, Loose { rest }: Loose) -> Keys {
        Keys(rest.into_keys().collect())
    }

    #[event_handler]
    async fn notify(&mut self, _: NotifyEvent, cx: &mut Context<Self>) -> Answer {
        Answer(u32::from(cx.reference().is_some()))
    }
}

async fn client() -> (TestApp, Communicator<Desk>) {
    let app = app(router![path("ws/", Desk)]);
    let client = app.communicator("ws/").authenticated().await;
    (app, client)
}

/// What answers a text, up to a pause.
async fn answers(client: &mut Communicator<Desk>, text: &str) -> Value {
    client.send_text(text).await;
    Value::Array(client.receive_all_json().await)
}

#[tokio::test(start_paused = true)]
async fn each_form_of_reply_has_the_ref_and_an_end() {
    let (_app, mut client) = client().await;
    let answer = |payload: u32| json!({"action": "answer", "payload": payload, "version": 1, "ref": "a\"7"});
    let complete = json!({"action": "complete", "payload": null, "version": 1, "ref": "a\"7"});
    for (action, payload, expected) in [
        ("none", json!(null), json!([complete])),
        ("maybe", json!(true), json!([answer(1), complete])),
        ("maybe", json!(false), json!([complete])),
        ("many", json!(2), json!([answer(0), answer(1), complete])),
        ("stream", json!(2), json!([answer(0), answer(1), complete])),
        ("by_hand", json!(5), json!([answer(5), complete])),
        ("either", json!(false), json!([answer(1)])),
        ("strict", json!(9), json!([answer(9)])),
        (
            "either",
            json!(true),
            json!([{"action": "error", "payload": {"detail": "Failed to process message"}, "version": 1, "ref": "a\"7"}]),
        ),
        (
            "beside",
            json!(1),
            json!([
                {"action": "said", "payload": "beside", "is_mine": false, "is_current": false, "version": 1, "ref": "a\"7"},
                answer(0),
                complete,
            ]),
        ),
    ] {
        for text in [
            json!({"action": action, "payload": payload, "ref": "a\"7"}).to_string(),
            format!(r#"{{"ref":"a\u00227","version":1,"payload":{payload},"seq":3,"action":"{action}"}}"#),
        ] {
            assert_eq!(answers(&mut client, &text).await, expected, "{text}");
        }
        // Without a `ref` there is nothing of it.
        let without = answers(&mut client, &json!({"action": action, "payload": payload}).to_string()).await;
        assert!(!without.to_string().contains("ref"), "{without}");
        assert!(!without.to_string().contains("complete"), "{without}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_is_answered_to_its_ref() {
    let (_app, mut client) = client().await;
    for text in [
        r#"{"action":"refused","payload":null,"ref":"7"}"#,
        r#"{"action":"unknown","ref":"7"}"#,
        r#"{"ref":"7"}"#,
        r#"{"action":5,"ref":"7"}"#,
        r#"{"action":"many","payload":-1,"ref":"7"}"#,
        r#"{"action":"strict","payload":1,"more":2,"ref":"7"}"#,
        r#"{"action":"strict","payload":1,"payload":1,"ref":"7"}"#,
        r#"{"action":"none","payload":[1,],"ref":"7"}"#,
        r#"{"ref":"7","action":"none","payload":"#,
        &format!(r#"{{"action":"none","payload":{}{},"ref":"7"}}"#, "[".repeat(300), "]".repeat(300)),
    ] {
        let told = answers(&mut client, text).await;
        assert_eq!(told.as_array().map(Vec::len), Some(1), "{text}: {told}");
        assert_eq!((&told[0]["action"], &told[0]["ref"]), (&json!("error"), &json!("7")), "{text}: {told}");
        assert_eq!(told[0]["version"], 1);
    }
    let told = answers(&mut client, r#"{"action":"strict","payload":"x","ref":"7","version":1}"#).await;
    let fault =
        json!([{"type": "int_type", "loc": ["strict", "payload"], "msg": "Input should be a valid integer"}]);
    assert_eq!(told[0]["payload"], fault);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_envelope_is_a_fault_at_its_key() {
    let (_app, mut client) = client().await;
    let longest = "r".repeat(64);
    let told = answers(&mut client, &format!(r#"{{"action":"none","ref":"{longest}"}}"#)).await;
    assert_eq!(told[0]["ref"], *longest);
    for (beside, kind, key) in [
        (r#""ref":7"#, "string_type", "ref"),
        (r#""ref":null"#, "string_type", "ref"),
        (&*format!(r#""ref":"{longest}r""#), "string_too_long", "ref"),
        (r#""ref":"a","ref":"a""#, "duplicate_key", "ref"),
        (r#""topic":"room:1""#, "unknown_topic", "topic"),
        (r#""topic":null"#, "string_type", "topic"),
        (r#""version":2"#, "literal_error", "version"),
        (r#""seq":"1""#, "int_type", "seq"),
    ] {
        // Whatever else is wrong, and whoever may.
        for frame in [
            format!(r#"{{"action":"none","payload":null,{beside}}}"#),
            format!(r#"{{{beside},"action":"strict","payload":1}}"#),
            format!(r#"{{{beside},"action":"loose"}}"#),
            format!(r#"{{"action":"refused","payload":null,{beside}}}"#),
            format!(r#"{{"action":"unknown",{beside}}}"#),
        ] {
            let told = answers(&mut client, &frame).await;
            let fault = &told[0]["payload"][0];
            assert_eq!((&fault["type"], &fault["loc"]), (&json!(kind), &json!([key])), "{frame}: {told}");
            assert_eq!((told[0].get("ref"), told[0].get("version")), (None, None), "{frame}: {told}");
            assert_eq!(told.as_array().map(Vec::len), Some(1), "{frame}: {told}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_whose_envelope_is_wrong_beside_its_ref_ends_too() {
    let (_app, mut client) = client().await;
    for text in [
        r#"{"action":"none","ref":"7","version":2}"#,
        r#"{"topic":"room:1","action":"none","ref":"7"}"#,
        r#"{"seq":null,"action":"unknown","ref":"7"}"#,
    ] {
        let told = answers(&mut client, text).await;
        assert_eq!((&told[0]["action"], &told[0]["ref"]), (&json!("error"), &json!("7")), "{text}: {told}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_envelope_is_no_part_of_the_message() {
    let (_app, mut client) = client().await;
    let told = answers(&mut client, r#"{"seq":1,"action":"loose","a":1,"ref":"7","b":2,"version":1}"#).await;
    assert_eq!(told, json!([{"action": "keys", "payload": ["a", "b"], "version": 1, "ref": "7"}]));
}

#[tokio::test(start_paused = true)]
async fn what_others_send_has_no_ref() {
    let (app, mut client) = client().await;
    Desk::send_channel_event(app.channels(), "desk", NotifyEvent).await.expect("in memory");
    assert_eq!(client.receive_json().await, json!({"action": "answer", "payload": 0}));
    // A group message that the handler sent is heard as everybody hears it.
    let told = answers(&mut client, r#"{"action":"one","payload":null,"ref":"seven"}"#).await;
    let said = told.as_array().into_iter().flatten().find(|frame| frame["action"] == "said");
    assert_eq!(said.and_then(|frame| frame.get("ref")), None, "{told}");
    // The request is over.
    Desk::send_channel_event(app.channels(), "desk", NotifyEvent).await.expect("in memory");
    assert_eq!(client.receive_json().await, json!({"action": "answer", "payload": 0}));
}

#[tokio::test(start_paused = true)]
async fn a_request_is_answered_beside_all_that_comes_meanwhile() {
    let (_app, mut client) = client().await;
    let answer: Answer = client.request(One).await.only();
    assert_eq!(answer, Answer(15), "the length of `chanx-request-1`");
    assert_eq!(client.receive_group::<Said>().await.message, Said("hi".into()));
    assert_eq!(client.request(Streamed(3)).await.all::<Answer>(), [Answer(0), Answer(1), Answer(2)]);
    assert_eq!(client.request(Nothing).await.all::<Answer>(), []);
    assert_eq!(client.request(Both).await.any().len(), 2);
    assert_eq!(client.request(First).await.any().len(), 2);
    let refused = client.request(Refused).await.error();
    assert!(matches!(refused, chanx::wire::ErrorPayload::Limit { code, .. } if code == "permission_denied"));
    client.assert_nothing().await;
}

/// Start something.
#[message(action = "start")]
struct Start;

/// A handler whose context is kept.
#[derive(Default)]
struct Keeper;

#[consumer(public, state = Stage, sends(Answer))]
impl Keeper {
    #[ws_handler]
    async fn start(&mut self, _: Start, cx: &mut Context<Self>) -> Result<()> {
        let (kept, stage) = (cx.clone(), cx.state().clone());
        let first = kept.clone();
        tokio::spawn(async move { first.send_message(Answer(1)).await }).await.expect("it runs")?;
        tokio::spawn(async move {
            stage.wait().await;
            let _ = kept.send_message(Answer(u32::from(kept.reference().is_some()))).await;
        });
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn a_kept_context_answers_while_its_handler_runs() {
    let (app, script) = staged(|app| app.routes(router![path("ws/", Keeper)]));
    let mut client = app.communicator::<Keeper>("ws/").authenticated().await;
    assert_eq!(client.request(Start).await.all::<Answer>(), [Answer(1)]);
    script.open(1);
    assert_eq!(client.receive_json().await, json!({"action": "answer", "payload": 0}));
}

/// It only hears.
#[derive(Default)]
struct Listener;

#[consumer(public, sends(Answer))]
impl Listener {}

#[tokio::test(start_paused = true)]
async fn a_consumer_without_messages_answers_to_refs_too() {
    let app = app(router![path("ws/", Listener)]);
    let mut client = app.communicator::<Listener>("ws/").authenticated().await;
    client.send_text(r#"{"action":"x","ref":"7"}"#).await;
    assert_eq!(client.receive_json().await["ref"], "7");
    client.send_text(r#"{"action":"x","ref":7}"#).await;
    assert_eq!(client.receive_json().await["payload"][0]["loc"], json!(["ref"]));
}

/// Tell the one who was here before.
#[message(action = "relay")]
struct RelayMessage;

/// The contexts of all who were here.
type Kept = Arc<Mutex<Vec<Context<Relay>>>>;

#[derive(Default)]
struct Relay;

#[consumer(public, state = Kept, sends(Answer))]
impl Relay {
    async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()> {
        cx.state().lock().expect("nobody panicked").push(cx.clone());
        Ok(())
    }

    #[ws_handler]
    async fn relay(&mut self, _: RelayMessage, cx: &mut Context<Self>) -> Result<Answer> {
        let first = cx.state().lock().expect("nobody panicked")[0].clone();
        first.send_message(Answer(2)).await?;
        Ok(Answer(1))
    }
}

#[tokio::test(start_paused = true)]
async fn that_another_connection_has_closed_is_a_failure_of_the_handler() {
    let app = TestApp::new(App::new(Kept::default()).routes(router![path("ws/", Relay)]));
    let gone = app.communicator::<Relay>("ws/").authenticated().await;
    let mut client = app.communicator::<Relay>("ws/").authenticated().await;
    assert_eq!(client.request(RelayMessage).await.only::<Answer>(), Answer(1));
    drop(gone);
    let failed = client.request(RelayMessage).await.error();
    assert!(matches!(failed, chanx::wire::ErrorPayload::Failed { .. }), "{failed:?}");
}

/// It has what stands beside every message.
#[payload]
struct Meta {
    r#ref: String,
}

#[message(action = "flat")]
struct Flat {
    #[serde(flatten)]
    meta: Meta,
    payload: u32,
}

#[derive(Default)]
struct Flattened;

#[consumer(public)]
impl Flattened {
    #[ws_handler]
    async fn flat(&self, _: Flat) {}
}

#[test]
fn a_flattened_field_of_the_envelope_is_told_at_the_start() {
    let start = || drop(App::new(()).routes(router![path("ws/", Flattened)]).into_service());
    let told = std::panic::catch_unwind(start).expect_err("it panics");
    let told = told.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(told.starts_with("`Flat` has a field `ref`, which stands beside every message"), "{told}");
}
