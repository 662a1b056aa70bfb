//! No secret stands in any line.

use std::{borrow::Cow, collections::HashMap};

use chanx::prelude::*;
use chanx_testing::{Recording, Replay, TestApp};
use serde_json::{Value, json};

use super::{Sheet, failure};

#[payload]
struct Password(#[sensitive] String);

#[payload]
struct LogIn {
    user_name: String,
    #[garde(custom(long))]
    pass_word: Password,
    #[serde(default)]
    devices: Vec<Device>,
    #[serde(default)]
    by_place: HashMap<String, Device>,
}

fn long(password: &Password) -> std::result::Result<(), String> {
    if password.0.len() > 4 { Ok(()) } else { Err(format!("{} is too short", password.0)) }
}

#[payload]
struct Device {
    name: String,
    #[sensitive]
    pin: u32,
}

#[message(action = "log_in")]
struct LogInMessage {
    payload: LogIn,
}

#[message(action = "logged_in")]
struct LoggedInMessage {
    user_name: String,
    #[sensitive]
    session_key: String,
}

#[derive(Debug)]
struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed("ann")
    }
}

impl FromToken<()> for Account {
    const SOURCES: &'static [TokenSource] = &[TokenSource::Query("token")];

    async fn from_token(token: &str, (): &()) -> std::result::Result<Option<Identity<Self>>, Rejection> {
        Ok(token.contains("secret").then(|| Account.into()))
    }
}

#[derive(Default)]
struct Door;

#[consumer(authentication(TokenAuthentication<Account>), user = Account, camelize = true)]
impl Door {
    #[ws_handler]
    async fn log_in(&self, message: LogInMessage) -> LoggedInMessage {
        let LogIn { user_name, pass_word, .. } = message.payload;
        LoggedInMessage { user_name, session_key: format!("key-{}", pass_word.0) }
    }

    #[binary_handler]
    async fn bytes(&self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }
}

fn door() -> App<()> {
    App::new(()).routes(router![path("door/", Door)])
}

fn log_in(payload: Value) -> Value {
    let mut message = json!({ "action": "log_in" });
    message["payload"] = payload;
    message
}

/// Says secrets in every position, and gives what both sides recorded.
async fn whispers() -> [Recording; 2] {
    let sheet = Sheet::default();
    let app = TestApp::new(door().record(sheet.recorder()));
    let connect = app.communicator::<Door>("door/").query("token", "secret-of-the-query");
    let mut client = connect.header("cookie", "session=secret-cookie").authenticated().await;
    let device = json!({ "name": "phone", "pin": 7_734_001 });
    for said in [
        log_in(json!({ "userName": "ann", "passWord": "secret-1", "devices": [device] })),
        log_in(json!({ "user_name": "ann", "pass_word": "secret-2", "byPlace": { "home": device } })),
        log_in(json!({ "userName": "ann", "paswrod": "secret-3" })),
        log_in(json!({ "userName": "ann", "passWord": ["secret-4"] })),
        log_in(json!({ "userName": { "passWord": "secret-5" }, "passWord": "sec" })),
        log_in(json!({ "userName": "ann", "passWord": "sec" })),
        log_in(json!(["secret-6"])),
        log_in(json!("secret-7")),
        json!({ "action": "log_in", "pass_word": "secret-8", "payload": null }),
        json!({ "action": "log_ni", "payload": { "passWord": "secret-9" } }),
        json!({ "action": "secret-10" }),
        json!({ "passWord": "secret-11" }),
        json!({ "action": ["secret-12"] }),
        json!(["secret-13"]),
        json!({ "action": "log_in", "payload": { "userName": "ann", "passWord": "secret-23" }, "ref": "7" }),
        json!({ "action": "log_in", "payload": {}, "ref": { "a": "secret-24" }, "topic": "secret-25" }),
        json!({ "action": "log_in", "payload": {}, "ref": "secret-26".repeat(9) }),
        json!({ "action": "authenticate", "payload": { "token": "secret-14" } }),
        json!({ "action": "authenticate", "payload": { "tokne": "secret-15" }, "token": "secret-16" }),
    ] {
        client.send_json(&said).await;
        client.receive_json().await;
    }
    let twice =
        r#"{"action":"log_in","payload":{"passWord":"secret-17","passWord":"secret-18"},"action":"log_in"}"#;
    let escaped = r#"{"action":"log_in","payload":{"userName":"ann","pass\u0057ord":"secret-19"}}"#;
    for text in ["secret-20", "{\"secret-21", twice, escaped] {
        client.send_text(text).await;
        client.receive_json().await;
    }
    client.send_binary("secret-22").await;
    client.receive_binary().await;
    let client_side = client.recording();
    client.disconnect().await;
    [client_side, sheet.recording()]
}

#[tokio::test(start_paused = true)]
async fn no_secret_stands_in_any_line() {
    for recording in whispers().await {
        let text = recording.to_string();
        for line in text.lines() {
            let plain = line.replace("secret-of", "sec-of");
            assert!(!plain.contains("secret") && !plain.contains("7734001"), "{line}");
            assert!(!line.contains("sec is too short"), "{line}");
        }
        assert!(text.contains(r#""payload":{"userName":"ann","passWord":"[redacted]","devices":[{"name":"phone","pin":"[redacted]"}]}"#), "{text}");
        assert!(text.contains(r#""byPlace":{"home":{"name":"phone","pin":"[redacted]"}}"#), "{text}");
        assert!(
            text.contains(r#"{"action":"logged_in","userName":"ann","sessionKey":"[redacted]"}"#),
            "{text}"
        );
        assert!(text.contains(r#"{"action":"authenticate","payload":{"token":"[redacted]"}}"#), "{text}");
        assert!(text.contains(r#""sessionKey":"[redacted]","version":1,"ref":"7"}"#), "{text}");
        assert!(text.contains(r#""loc":["topic"]"#) && text.contains(r#""loc":["ref"]"#), "{text}");
        assert!(text.contains(r#""withheld":{"kind":"binary","bytes":9}"#), "{text}");
        assert!(text.contains(r#""withheld":{"kind":"text","bytes":22}"#), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn redacted_values_of_a_client_are_filled_and_those_of_the_server_ignored() {
    let app = TestApp::new(door());
    let connect = app.communicator::<Door>("door/").query("token", "secret");
    let mut client = connect.authenticated().await;
    let devices = json!([{ "name": "phone", "pin": 1 }, { "name": "watch", "pin": 2 }]);
    client
        .send_json(&log_in(json!({ "userName": "ann", "passWord": "correct horse", "devices": devices })))
        .await;
    client.receive::<LoggedInMessage>().await;
    client.disconnect().await;
    let recording = client.recording();
    assert!(recording.to_string().contains("[redacted]"));

    let (played, lacking) = (recording.clone(), recording);
    Replay::of(played)
        .fill("*", "payload.devices.*.pin", 3)
        .fill("log_in", "payload.passWord", "another horse")
        .connecting(|connect, opened| {
            assert_eq!(opened.path, "/door/");
            connect.query("token", "secret")
        })
        .run(&app)
        .await;

    let said = failure(async move {
        let app = TestApp::new(door());
        Replay::of(lacking).fill("log_in", "payload.devices.0.pin", 3).run(&app).await;
    })
    .await;
    let expected = "\
line 3: the client's `log_in` is redacted at `payload.passWord`: write `.fill(\"log_in\", \"payload.passWord\", …)`
line 3: the client's `log_in` is redacted at `payload.devices.1.pin`: write `.fill(\"log_in\", \"payload.devices.1.pin\", …)`
  replaying a recording, called at chanx-testing/tests/replay/secrets.rs:";
    assert!(said.starts_with(expected), "{said}");
}

#[tokio::test(start_paused = true)]
async fn what_is_withheld_cannot_be_said_again_and_is_told() {
    let [client_side, _] = whispers().await;
    let said = failure(async move {
        let app = TestApp::new(door());
        Replay::of(client_side).fill("*", "payload.passWord", "x").run(&app).await;
    })
    .await;
    let expected = ": 22 bytes that the client said are withheld: write in their place what it says\n";
    assert!(said.contains(expected), "{said}");
}

/// Has no secret, and knows nobody.
#[derive(Default)]
struct Unguarded;

#[message(action = "open")]
struct OpenMessage(String);

#[consumer(public)]
impl Unguarded {
    #[ws_handler]
    async fn open(&self, message: OpenMessage) -> OpenMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn where_there_is_nothing_to_keep_everything_is_recorded_but_tokens() {
    let app = TestApp::new(App::new(()).routes(router![path("ws/", Unguarded)]));
    let mut client = app.communicator::<Unguarded>("ws/").authenticated().await;
    for text in ["plain", r#"{"action":"other","x":1}"#, r#"{"action":"open","payload":"a","b":2}"#] {
        client.send_text(text).await;
        client.receive_json().await;
    }
    client.send_text(r#"{"action":"authenticate","payload":{"token":"secret"}}"#).await;
    client.receive_json().await;
    let text = client.recording().to_string();
    assert!(text.contains(r#""raw":"plain""#), "{text}");
    assert!(text.contains(r#""text":{"action":"other","x":1}"#), "{text}");
    assert!(text.contains(r#""text":{"action":"open","payload":"a","b":2}"#), "{text}");
    assert!(text.contains(r#""text":{"action":"authenticate","payload":{"token":"[redacted]"}}"#), "{text}");
    assert!(text.contains("does not match any of the expected tags"), "{text}");
}

#[payload]
enum Key {
    Pin(#[sensitive] u32),
    Both(String, #[sensitive] String),
    Code {
        label: String,
        #[sensitive]
        code: String,
    },
    Sealed(Sealed<String>),
}

#[payload]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Proof {
    Plain {
        text: String,
    },
    Signed {
        text: String,
        #[sensitive]
        #[serde(rename = "sig")]
        signature: String,
    },
}

#[payload]
struct Sealed<T> {
    #[sensitive]
    inside: T,
}

#[message(action = "unlock")]
struct UnlockMessage(#[sensitive] String);

#[message(action = "open_with", group)]
struct OpenWithMessage {
    keys: Vec<Key>,
    proof: Option<Proof>,
    #[sensitive]
    note: Option<Value>,
}

#[derive(Default)]
struct Vault;

#[consumer(public)]
impl Vault {
    #[ws_handler]
    async fn unlock(&self, message: UnlockMessage) -> UnlockMessage {
        message
    }

    #[ws_handler]
    async fn open_with(&self, message: OpenWithMessage) -> OpenWithMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn every_form_of_a_type_can_be_marked() {
    let app = TestApp::new(App::new(()).routes(router![path("ws/", Vault)]));
    let mut client = app.communicator::<Vault>("ws/").authenticated().await;
    client.send_message(UnlockMessage("secret-1".to_owned())).await;
    client.receive::<UnlockMessage>().await;
    let opening = json!({
        "action": "open_with",
        "keys": [
            { "Pin": 7_734_001 },
            { "Both": ["mine", "secret-2"] },
            { "Code": { "label": "door", "code": "secret-3" } },
            { "Sealed": { "inside": "secret-4" } },
        ],
        "proof": { "kind": "signed", "text": "hi", "sig": "secret-5" },
        "note": { "any": ["secret-6"] },
    });
    client.send_json(&opening).await;
    client.receive_json().await;
    let text = client.recording().to_string();
    let redacted = concat!(
        r#"{"action":"open_with","keys":[{"Pin":"[redacted]"},{"Both":["mine","[redacted]"]},"#,
        r#"{"Code":{"label":"door","code":"[redacted]"}},{"Sealed":{"inside":"[redacted]"}}],"#,
        r#""proof":{"kind":"signed","text":"hi","sig":"[redacted]"},"note":"[redacted]""#,
    );
    assert_eq!(text.matches(r#"{"action":"unlock","payload":"[redacted]"}"#).count(), 2, "{text}");
    assert_eq!(text.matches(redacted).count(), 2, "{text}");
    assert!(!text.contains("secret") && !text.contains("7734001"), "{text}");
}

#[message(action = "enter", tag = "message_kind")]
struct EnterMessage {
    #[sensitive]
    pass_phrase: String,
    floor: u32,
}

#[derive(Default)]
struct Tower;

#[consumer(public, camelize = true)]
impl Tower {
    #[ws_handler]
    async fn enter(&self, message: EnterMessage) -> EnterMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn another_tag_is_known_in_either_case() {
    let app = TestApp::new(App::new(()).routes(router![path("ws/", Tower)]));
    let mut client = app.communicator::<Tower>("ws/").authenticated().await;
    for said in [
        json!({ "messageKind": "enter", "passPhrase": "secret-1", "floor": 1 }),
        json!({ "message_kind": "enter", "pass_phrase": "secret-2", "floor": 2 }),
        json!({ "messageKind": "enter", "message_kind": "secret-3", "passPhrase": "secret-4", "floor": 3 }),
        json!({ "message_kind": "authenticate", "payload": { "token": "secret-5" } }),
    ] {
        client.send_json(&said).await;
        client.receive_json().await;
    }
    let recording = client.recording();
    let text = recording.to_string();
    assert!(text.contains(r#""consumer":"Tower","tag":"message_kind"}"#), "{text}");
    let redacted = r#"{"messageKind":"enter","passPhrase":"[redacted]","floor":1}"#;
    assert_eq!(text.matches(redacted).count(), 2, "{text}");
    assert!(text.contains(r#"{"message_kind":"enter","pass_phrase":"[redacted]","floor":2}"#), "{text}");
    let token = r#"{"message_kind":"authenticate","payload":{"token":"[redacted]"}}"#;
    assert!(text.contains(token) && !text.contains("secret"), "{text}");

    let lines: Vec<_> = text.lines().filter(|line| !line.contains("floor\":3")).take(6).collect();
    let played: Recording = lines.join("\n").parse().expect("lines of JSON");
    Replay::of(played).fill("enter", "passPhrase", "x").fill("enter", "pass_phrase", "x").run(&app).await;
}

#[payload]
#[serde(deny_unknown_fields)]
struct Strict {
    #[sensitive]
    pass: String,
}

#[message(action = "enter_as")]
struct EnterAsMessage {
    payload: Strict,
}

#[message(action = "entered")]
struct EnteredMessage {
    floor: u16,
}

/// Of the same action, and with a secret.
#[message(action = "entered")]
struct EnteredWithMessage {
    #[sensitive]
    key: String,
    number: u128,
}

#[derive(Default)]
struct Gate;

#[consumer(public)]
impl Gate {
    #[ws_handler]
    async fn unlock(&self, message: UnlockMessage) -> EnteredWithMessage {
        EnteredWithMessage { key: message.0, number: 1 }
    }

    #[ws_handler]
    async fn enter_as(&self, _: EnterAsMessage) -> EnteredMessage {
        EnteredMessage { floor: 3 }
    }

    #[ws_handler]
    async fn leave(&self, _: super::LeaveMessage) -> EnteredWithMessage {
        EnteredWithMessage { key: "secret-key".to_owned(), number: u128::MAX }
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_messages_of_one_action_the_secret_of_either_goes() {
    let app = TestApp::new(App::new(()).routes(router![path("ws/", Gate)]));
    let mut client = app.communicator::<Gate>("ws/").authenticated().await;
    client.send_message(UnlockMessage("secret-1".to_owned())).await;
    client.receive_json().await;
    client.send_message(EnterAsMessage { payload: Strict { pass: "secret-2".to_owned() } }).await;
    client.receive_json().await;
    client.send_message(super::LeaveMessage).await;
    client.receive_json().await;
    let text = client.recording().to_string();
    assert!(!text.contains("secret"), "{text}");
    assert!(text.contains(r#"{"action":"entered","key":"[redacted]","number":1}"#), "{text}");
    assert!(text.contains(r#"{"action":"entered","floor":3}"#), "{text}");
    assert!(text.contains(r#""from":"server","withheld":{"kind":"text""#), "{text}");
}

#[tokio::test(start_paused = true)]
async fn keys_that_a_client_makes_up_may_be_secrets() {
    let app = TestApp::new(App::new(()).routes(router![path("ws/", Gate)]));
    let mut client = app.communicator::<Gate>("ws/").authenticated().await;
    for said in [
        json!({ "action": "enter_as", "payload": { "pass": "x", "secret-1": 1, "secret-2": {} } }),
        json!({ "action": "enter_as", "secret-3": null, "payload": { "secret-4": 1 } }),
    ] {
        client.send_json(&said).await;
        client.receive_json().await;
    }
    let recording = client.recording();
    let text = recording.to_string();
    assert!(!text.contains("secret"), "{text}");
    let redacted = r#""payload":{"pass":"[redacted]","[redacted]":"[redacted]","[redacted]2":"[redacted]"}}"#;
    assert!(text.contains(redacted), "{text}");
    assert!(text.contains(r#""loc":["enter_as","payload","pass"]"#), "{text}");
    let replay = Replay::of(recording).fill("enter_as", "*", 1).fill("enter_as", "payload.*", 1);
    replay.fill("enter_as", "payload.pass", "x").run(&app).await;
}
