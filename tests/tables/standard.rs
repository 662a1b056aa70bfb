//! The rows of standard frames name what the server sends, and what it reads, in each setting.

use std::collections::BTreeSet;

use chanx::{
    prelude::*,
    table::{RouteInfo, Side, StandardFrame},
};
use chanx_testing::TestApp;
use serde_json::{Value, json};

use super::{
    draft07, is_valid,
    known::{Ann, Known},
    with_definitions, written,
};

#[message(action = "say")]
struct SayMessage;

#[message(action = "said", group)]
struct SaidMessage;

#[event(handler = "raised")]
struct Raised;

/// A consumer that sends to its group, and raises an event.
macro_rules! desk {
    ($desk:ident, $($key:tt)*) => {
        #[derive(Default)]
        struct $desk;

        #[consumer($($key)*, groups("desk"), sends(SaidMessage))]
        impl $desk {
            #[ws_handler]
            async fn say(&self, _: SayMessage, cx: &mut Context<Self>) -> Result<()> {
                cx.send_group_message(SaidMessage).exclude_current(false).await?;
                Self::send_channel_event(cx.channels(), "desk", Raised).await?;
                Ok(())
            }

            #[event_handler]
            async fn raised(&self, _: Raised) {}
        }
    };
}

desk!(Usual, public);
desk!(Silent, public, send_authentication_message = false);
desk!(Complete, public, send_completion = true);
desk!(Full, user = Ann, authentication(Known), send_completion = true);
desk!(Early, user = Ann, authentication(Known), send_authentication_message = false);

/// Has neither group messages nor events.
#[derive(Default)]
struct Bare;

#[consumer(public, send_completion = true)]
impl Bare {
    #[ws_handler]
    async fn say(&self, _: SayMessage) {}
}

/// Takes whatever text there is, so that nothing of it is `authenticate`.
#[derive(Default)]
struct Lines;

#[consumer(user = Ann, authentication(Known), send_completion = true)]
impl Lines {
    #[text_handler]
    async fn line(&self, _: String) {}
}

/// Takes binary frames, and `authenticate`.
#[derive(Default)]
struct Bytes;

#[consumer(user = Ann, authentication(Known), send_authentication_message = false)]
impl Bytes {
    #[binary_handler]
    async fn bytes(&self, _: chanx::prelude::Bytes) {}
}

fn app() -> TestApp {
    TestApp::new(App::new(()).routes(router![
        path("usual/", Usual),
        path("silent/", Silent),
        path("complete/", Complete),
        path("full/", Full),
        path("early/", Early),
        path("bare/", Bare),
        path("lines/", Lines),
        path("bytes/", Bytes),
    ]))
}

/// All that the server says when a client does what brings out its standard frames.
async fn heard(app: &TestApp, path: &str) -> Vec<Value> {
    let client = app.communicator::<Usual>(path);
    let mut client = client.header("x-name", "ann").connect().await.expect("everybody is let in");
    let say = [json!({"action": "say"}), json!({"action": "say", "ref": "1"})];
    for frame in say.into_iter().chain([json!({"action": "authenticate", "payload": {"token": "ann"}})]) {
        client.send_json(&frame).await;
    }
    client.send_text("{").await;
    client.send_binary("?").await;
    client.receive_all_json().await
}

fn is_own(frame: &Value) -> bool {
    frame["action"] == "said"
}

fn actions(route: &RouteInfo, sender: Side) -> BTreeSet<&'static str> {
    route.standard.iter().filter(|frame| frame.sender == sender).map(|frame| frame.action).collect()
}

#[tokio::test(start_paused = true)]
async fn what_the_server_sends_is_what_is_told() {
    let app = app();
    for route in app.routes() {
        let frames = heard(&app, &route.path).await;
        let sent: BTreeSet<_> = frames
            .iter()
            .filter(|frame| !is_own(frame))
            .filter_map(|frame| frame["action"].as_str())
            .collect();
        assert_eq!(sent, actions(route, Side::Server), "{}", route.path);
    }
}

#[tokio::test(start_paused = true)]
async fn each_frame_is_of_its_schema() {
    let app = app();
    let mut judged = BTreeSet::new();
    for route in app.routes() {
        for frame in heard(&app, &route.path).await.iter().filter(|frame| !is_own(frame)) {
            let action = frame["action"].as_str().expect("it has one");
            let row = route.standard.iter().find(|row| row.action == action).expect("it is told");
            let mut generator = draft07().for_serialize().into_generator();
            let schema = written(|generator| row.schema(generator), &mut generator);
            let schema = with_definitions(schema, generator);
            assert!(is_valid(&schema, frame), "{frame} by {schema:#}");
            assert!(!is_valid(&schema, &json!({"action": action, "payload": 7})));
            assert!(!is_valid(&schema, &json!({"action": "other", "payload": frame["payload"]})));
            judged.insert(action.to_owned());
        }
    }
    let all = ["authentication", "complete", "error", "event_complete", "group_complete"];
    assert_eq!(judged.iter().collect::<Vec<_>>(), all.iter().collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn authenticate_is_told_where_it_is_read() {
    let app = app();
    for route in app.routes() {
        let client = app.communicator::<Usual>(&route.path).header("x-name", "ann");
        let mut client = client.connect().await.expect("everybody is let in");
        if route.settings.send_authentication_message {
            client.wait_for_auth().await;
        }
        let row = |row: &&StandardFrame| row.sender == Side::Client;
        let frame = json!({"action": "authenticate", "payload": {"token": "ann"}});
        client.send_json(&frame).await;
        let answers = client.receive_all_json().await;
        let read = answers.iter().any(|answer| answer["action"] == "authentication");
        let told = route.standard.iter().find(row);
        assert_eq!(told.is_some(), read, "{}: {answers:?}", route.path);
        if let Some(row) = told {
            let mut generator = draft07().for_deserialize().into_generator();
            let schema = row.schema(&mut generator);
            assert!(is_valid(&with_definitions(schema.into(), generator), &frame));
        }
    }
}
