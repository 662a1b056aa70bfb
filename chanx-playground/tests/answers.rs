//! The page over HTTP: its policy, what it knows, its questions and their limits.

use std::{borrow::Cow, time::Duration};

use chanx::{Guard, Page, Settings, prelude::*};
use chanx_playground::Playground;
use chanx_testing::TestApp;
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[params]
struct RoomPath {
    room: u32,
}

/// Where somebody lives.
#[payload]
struct Address {
    post_code: String,
    /// Who lives there, too.
    next_door: Option<Box<Address>>,
}

/// Move in.
#[message(action = "move_in", tag = "kind_of")]
struct MoveInMessage {
    payload: Address,
}

#[message(action = "moved", tag = "kind_of")]
struct MovedMessage;

#[derive(Default)]
struct House;

#[consumer(public, params = RoomPath, camelize = true)]
impl House {
    /// Somebody moves in.
    #[ws_handler]
    async fn move_in(&self, _: MoveInMessage) -> MovedMessage {
        MovedMessage
    }
}

fn house(page: Playground) -> TestApp {
    let settings = Settings { max_message_size: 1000, ..Settings::default() };
    TestApp::new(App::new(()).settings(settings).routes(router![path("ws/<int:room>/", House)]).page(page))
}

async fn get(app: &TestApp, path: &str) -> Response<chanx::__private::runtime::__private::bytes::Bytes> {
    app.request(Request::get(path).body("").expect("a request")).await
}

async fn ask(app: &TestApp, body: String) -> (StatusCode, Value) {
    let request = Request::post("/play/check").header("content-type", "application/json; charset=utf-8");
    let answer = app.request(request.body(body).expect("a request")).await;
    (answer.status(), serde_json::from_slice(answer.body()).unwrap_or_default())
}

#[tokio::test(start_paused = true)]
async fn the_page_allows_its_own_script_alone() {
    let app = house(Playground::at("/play"));
    let (one, other) = (get(&app, "/play").await, get(&app, "/play").await);
    let policy =
        |page: &Response<_>| page.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(
        policy(&one).starts_with("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"),
        "{}",
        policy(&one)
    );
    assert!(!policy(&one).contains("unsafe"));
    assert_ne!(policy(&one), policy(&other), "a nonce is used once");
    let html = String::from_utf8_lossy(one.body()).into_owned();
    let nonce = policy(&one)
        .split("nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .expect("a nonce")
        .to_owned();
    assert!(html.contains(&format!(r#"<meta name="csp-nonce" content="{nonce}">"#)), "{html}");
    assert!(html.contains(r#"src="play/app.js""#) && html.contains(r#"href="play/app.css""#), "{html}");
    assert!(!html.contains("__"), "{html}");
    for (path, kind) in [
        ("/play", "text/html; charset=utf-8"),
        ("/play/app.js", "text/javascript; charset=utf-8"),
        ("/play/app.css", "text/css; charset=utf-8"),
        ("/play/contract.json", "application/json"),
    ] {
        let answer = get(&app, path).await;
        assert_eq!(
            (answer.status(), &answer.headers()["content-type"]),
            (StatusCode::OK, &kind.parse().unwrap())
        );
        for (header, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.headers()[header], value, "{path}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_browser_has_is_not_sent_again() {
    let app = house(Playground::at("/play"));
    let first = get(&app, "/play/app.js").await;
    let again = Request::get("/play/app.js").header("if-none-match", &first.headers()["etag"]);
    let again = app.request(again.body("").expect("a request")).await;
    assert_eq!((again.status(), again.body().len()), (StatusCode::NOT_MODIFIED, 0));
    let other = Request::get("/play/app.js").header("if-none-match", "\"older\"");
    assert_eq!(app.request(other.body("").expect("a request")).await.body(), first.body());
}

#[tokio::test(start_paused = true)]
async fn it_knows_the_contract_and_an_example_of_each_message() {
    let app = house(Playground::at("/play").title("House"));
    let told: Value = serde_json::from_slice(get(&app, "/play/contract.json").await.body()).expect("JSON");
    assert_eq!((&told["at"], &told["title"]), (&json!("/play"), &json!("House")));
    let route = &told["contract"]["routes"][0];
    assert_eq!(route["path"], "ws/<int:room>/");
    assert_eq!(route["receives"]["move_in"]["handler_description"], Value::Null);
    let example = &told["examples"][0]["move_in"];
    assert_eq!(example["kindOf"], "move_in", "{told}");
    assert!(example["payload"]["postCode"].is_string(), "{example}");
    // The server takes it.
    let (status, said) = ask(&app, json!({"path": "/ws/7/", "text": example.to_string()}).to_string()).await;
    assert_eq!((status, said), (StatusCode::OK, json!({"route": 0, "answer": null})));
}

#[tokio::test(start_paused = true)]
async fn questions_are_answered_as_the_server_would() {
    let app = house(Playground::at("/play"));
    let asked = |path: &str, text: Value| json!({"path": path, "text": text}).to_string();
    let bad = json!({"kindOf": "move_in", "payload": {"postCode": 5}, "ref": "7"}).to_string();
    let (status, said) = ask(&app, asked("/ws/7/?a=b", json!(bad))).await;
    assert_eq!((status, &said["route"]), (StatusCode::OK, &json!(0)));
    let fault = &said["answer"]["payload"][0];
    assert_eq!(
        (&fault["type"], &fault["loc"]),
        (&json!("string_type"), &json!(["move_in", "payload", "post_code"])),
        "{said}"
    );
    assert_eq!(said["answer"]["ref"], "7");
    for (body, status) in [
        (asked("/ws/seven/", json!("{}")), 200),
        (asked("/ws/7/", json!(null)), 200),
        (asked("/ws/7/", json!("x".repeat(1000))), 200),
        (asked("/ws/7/", json!("x".repeat(1001))), 413),
        (asked("/ws/7/", json!("x".repeat(3 << 20))), 413),
        ("{".to_owned(), 400),
        ("[]".to_owned(), 400),
        (json!({"text": "a"}).to_string(), 400),
        (json!({"path": 5}).to_string(), 400),
    ] {
        let start = body.get(..60).unwrap_or(&body).to_owned();
        assert_eq!(ask(&app, body).await.0.as_u16(), status, "{start}");
    }
    assert_eq!(ask(&app, asked("/ws/seven/", json!("{}"))).await.1, json!({"route": null, "answer": null}));
    let form = Request::post("/play/check").header("content-type", "text/plain");
    let refused = app.request(form.body(asked("/ws/7/", json!(null))).expect("a request")).await;
    assert_eq!(refused.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(get(&app, "/play/check").await.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test(start_paused = true)]
async fn so_many_questions_are_answered_in_a_second() {
    let app = house(Playground::at("/play").checks_per_second(5));
    let question = || json!({"path": "/ws/7/", "text": null}).to_string();
    let mut refused = 0;
    for _ in 0..40 {
        let request = Request::post("/play/check").header("content-type", "application/json");
        let answer = app.request(request.body(question()).expect("a request")).await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.headers()["retry-after"], "1");
            refused += 1;
        }
    }
    // Ten at once, and what comes in while these are asked.
    assert!((10..=30).contains(&refused), "{refused}");
    assert_eq!(get(&app, "/play").await.status(), StatusCode::OK, "the page itself is there");
}

#[tokio::test(start_paused = true)]
async fn a_slow_browser_gets_all_of_it() {
    let app = house(Playground::at("/play")).pipe_capacity(16 * 1024);
    let mut pipe = app.pipe().await;
    // The connection would be kept for another request.
    let head = "GET /play/app.js HTTP/1.1\r\nhost: a\r\n\r\n";
    pipe.write_all(head.as_bytes()).await.expect("the pipe takes it");
    let (mut read, mut some) = (0, vec![0; 16 * 1024]);
    let script = include_bytes!("../bundle/app.js").len();
    while let Ok(length @ 1..) = pipe.read(&mut some).await {
        read += length;
        // 8 KB a second, for a minute.
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    assert!(read > script, "{read} bytes of {script} came");
}

#[derive(Debug)]
struct Operator;

impl User for Operator {
    fn identity(&self) -> Cow<'_, str> {
        "operator".into()
    }
}

impl FromBasic<()> for Operator {
    async fn from_basic(
        _: &str,
        password: &str,
        (): &(),
    ) -> std::result::Result<Option<Identity<Self>>, Rejection> {
        Ok((password == "right").then(|| Operator.into()))
    }
}

#[tokio::test(start_paused = true)]
async fn a_guard_keeps_what_tells_of_the_application() {
    let guard = Guard::by::<BasicAuthentication<Operator>>();
    let app = TestApp::new(App::new(()).page(Playground::at("/play").guarded(guard)));
    for (path, status) in [
        ("/play", 401),
        ("/play/contract.json", 401),
        ("/play/app.js", 200),
        ("/play/app.css", 200),
        ("/play/check", 405),
    ] {
        let answer = get(&app, path).await;
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert_eq!(answer.headers().contains_key("www-authenticate"), status == 401, "{path}");
    }
    assert_eq!(ask(&app, json!({"path": "/", "text": null}).to_string()).await.0, StatusCode::UNAUTHORIZED);
    // operator:right
    let known = Request::get("/play/contract.json").header("authorization", "Basic b3BlcmF0b3I6cmlnaHQ=");
    assert_eq!(app.request(known.body("").expect("a request")).await.status(), StatusCode::OK);
}
