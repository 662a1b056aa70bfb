//! Pages beside the connections: under the application's own server, nested in axum, for some alone, and while it ends.

use std::{
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chanx::{
    Guard, Health, Page, PageRequest, Settings, Site, Trial,
    layer::{
        Address, ChannelLayer, Deliver, Envelope, Health as LayerHealth, InMemoryLayer, LayerFuture, NodeId,
    },
    prelude::*,
};
use chanx_testing::TestApp;
use http::{Method, Request, Response, StatusCode, header::ALLOW};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::Instant,
};

#[params]
struct RoomPath {
    room: u32,
}

/// Say something.
#[message(action = "say")]
struct SayMessage {
    payload: Words,
}

#[payload]
struct Words {
    #[garde(length(chars, min = 1), custom(harmless))]
    text: String,
}

fn harmless(text: &str) -> std::result::Result<(), String> {
    assert_ne!(text, "boom", "a rule that panics");
    if text == "ouch" { Err("it hurts".to_owned()) } else { Ok(()) }
}

#[derive(Default)]
struct Room;

#[consumer(public, params = RoomPath, camelize = true)]
impl Room {
    #[ws_handler]
    async fn say(&self, _: SayMessage) {}
}

#[derive(Default)]
struct Bytewise;

#[consumer(public)]
impl Bytewise {
    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }
}

fn routes<S: Send + Sync + 'static>() -> Router<S> {
    router![path("ws/<int:room>/", Room), path("both", Bytewise)]
}

/// It answers with what it was asked, and what a text would be answered.
struct Mirror;

impl<S: Sync> Page<S> for Mirror {
    fn paths(&self) -> Vec<String> {
        vec!["/mirror".to_owned(), "/mirror/try".to_owned(), "/both".to_owned()]
    }

    fn methods(&self, path: &str) -> Vec<Method> {
        vec![if path == "/mirror/try" { Method::POST } else { Method::GET }]
    }

    fn max_body(&self, _: &str) -> usize {
        32
    }

    async fn answer(&self, request: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        assert!(request.head().uri().query() != Some("panic"), "a page that panics");
        let body = String::from_utf8_lossy(request.body()).into_owned();
        let routes: Vec<_> = site.outline().iter().map(|route| route.path.clone()).collect();
        let said = json!({ "method": request.method().as_str(), "path": request.path(), "body": body, "routes": routes });
        Response::new(said.to_string().into())
    }
}

fn ask(method: &str, path: &str, body: &'static str) -> Request<&'static str> {
    Request::builder().method(method).uri(path).body(body).expect("a request")
}

async fn status(app: &TestApp, method: &str, path: &str, body: &'static str) -> u16 {
    app.request(ask(method, path, body)).await.status().as_u16()
}

fn mirrored() -> App<()> {
    App::new(()).routes(routes()).page(Mirror)
}

#[tokio::test(start_paused = true)]
async fn a_page_is_at_its_paths_and_takes_its_methods() {
    let app = TestApp::new(mirrored());
    let answer = app.request(ask("GET", "/mirror?a=b", "")).await;
    let said: Value = serde_json::from_slice(answer.body().as_ref()).expect("JSON");
    assert_eq!(
        said,
        json!({"method": "GET", "path": "/mirror", "body": "", "routes": ["ws/<int:room>/", "both"]})
    );
    let head = app.request(ask("HEAD", "/mirror", "")).await;
    assert_eq!((head.status(), head.body().len()), (StatusCode::OK, 0));
    let refused = app.request(ask("POST", "/mirror", "")).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()[ALLOW]), (405, &"GET, HEAD".parse().unwrap()));
    let refused = app.request(ask("GET", "/mirror/try", "")).await;
    assert_eq!((refused.status().as_u16(), &refused.headers()[ALLOW]), (405, &"POST".parse().unwrap()));
    for (method, path, body, expected) in [
        ("POST", "/mirror/try", "", 200),
        ("POST", "/mirror/try", "a body of just the bytes allowed", 200),
        ("POST", "/mirror/try", "a body of just one byte too many!", 413),
        ("GET", "/mirror", "with a body", 200),
        ("PUT", "/mirror/try", "", 405),
        ("GET", "/mirror/", "", 404),
        ("GET", "/mirror/../mirror", "", 404),
        ("GET", "/%6dirror", "", 404),
        ("GET", "//mirror", "", 404),
        ("GET", "/mirror?panic", "", 500),
        ("GET", "/mirror", "", 200),
        ("GET", "/both", "", 200),
        ("GET", "/ws/7/", "", 426),
    ] {
        assert_eq!(status(&app, method, path, body).await, expected, "{method} {path} {body}");
    }
}

#[tokio::test(start_paused = true)]
async fn another_upgrade_than_a_websockets_is_not_taken_up() {
    let app = TestApp::new(mirrored());
    let mut request = ask("GET", "/mirror", "");
    for (name, value) in
        [("connection", "Upgrade, HTTP2-Settings"), ("upgrade", "h2c"), ("http2-settings", "AAMAAABk")]
    {
        request.headers_mut().insert(name, value.parse().expect("a header"));
    }
    assert_eq!(app.request(request).await.status(), StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_handshake_is_the_routes() {
    let app = TestApp::new(mirrored());
    let mut client = app.communicator::<Bytewise>("both").authenticated().await;
    client.send_text("hi").await;
    assert_eq!(client.receive_text().await, "hi");
}

#[tokio::test(start_paused = true)]
async fn pages_are_there_within_another_server() {
    let app = TestApp::within(mirrored(), |service| axum::Router::new().nest_service("/live", service));
    let answer = app.request(ask("GET", "/live/mirror", "")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(String::from_utf8_lossy(answer.body().as_ref()).contains(r#""path":"/mirror""#));
    assert_eq!(status(&app, "POST", "/live/mirror/try", "x").await, 200);
    assert_eq!(status(&app, "POST", "/live/mirror/try", "a body of just one byte too many!").await, 413);
    assert_eq!(status(&app, "GET", "/mirror", "").await, 404);
}

#[test]
fn pages_that_cannot_be_found_are_told_at_the_start() {
    struct At(&'static [&'static str]);
    impl Page<()> for At {
        fn paths(&self) -> Vec<String> {
            self.0.iter().map(|&path| path.to_owned()).collect()
        }

        async fn answer(&self, _: PageRequest, _: Site<'_, ()>) -> Response<Bytes> {
            Response::default()
        }
    }
    let told = |paths: &'static [&'static str]| {
        let added = std::panic::catch_unwind(|| drop(App::new(()).page(At(&["/a"])).page(At(paths))));
        added.expect_err("it panics").downcast_ref::<String>().cloned().unwrap_or_default()
    };
    assert_eq!(told(&[]), "a page has no path");
    assert_eq!(told(&["/b", "/a"]), "two pages are at `/a`");
    assert!(told(&["b"]).starts_with("the path `b` of a page"), "{}", told(&["b"]));
    assert!(told(&["/b?c"]).starts_with("the path `/b?c` of a page"));
    assert!(told(&["/b//c"]).starts_with("the path `/b//c` of a page"));
}

struct Account {
    admin: bool,
}

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

impl Admin for Account {
    fn is_admin(&self) -> bool {
        self.admin
    }
}

impl FromToken<()> for Account {
    async fn from_token(token: &str, (): &()) -> std::result::Result<Option<Identity<Self>>, Rejection> {
        match token {
            "root" | "guest" => Ok(Some(Identity::new(Self { admin: token == "root" }))),
            "broken" => Err(std::io::Error::other("no database"))?,
            "hangs" => std::future::pending().await,
            "panics" => panic!("an authentication that panics"),
            _ => Ok(None),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_guard_lets_some_alone_see_a_page() {
    let admins = || Guard::by::<TokenAuthentication<Account>>().permission(IsAdmin);
    let app = TestApp::new(App::new(()).routes(routes()).page(Mirror.guarded(admins())));
    let app = app.timeout(Duration::from_mins(1));
    let known =
        TestApp::new(App::new(()).page(Health::new().guarded(Guard::by::<TokenAuthentication<Account>>())));
    let known = known.timeout(Duration::from_mins(1));
    let known = known.timeout(Duration::from_mins(1));
    for (token, admin, anybody) in [
        ("root", 200, 200),
        ("guest", 403, 200),
        ("", 401, 401),
        ("x", 401, 401),
        ("broken", 500, 500),
        ("hangs", 500, 500),
        ("panics", 500, 500),
    ] {
        for (app, path, expected) in [(&app, "/mirror", admin), (&known, "/health/live", anybody)] {
            let mut request = ask("GET", path, "");
            if !token.is_empty() {
                let value = format!("Bearer {token}").parse().expect("a header");
                request.headers_mut().insert("authorization", value);
            }
            let answer = app.request(request).await;
            assert_eq!(answer.status().as_u16(), expected, "{token} {path}");
            let challenge = answer.headers().get("www-authenticate");
            assert_eq!(challenge.is_some(), expected == 401, "{token} {path}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_may_not_see_a_page_is_not_read() {
    let admins = Guard::by::<TokenAuthentication<Account>>().permission(AllowAny);
    let app = TestApp::new(App::new(()).routes(routes()).page(Mirror.guarded(admins)));
    let long = "a body of just one byte too many!";
    assert_eq!(status(&app, "POST", "/mirror/try", long).await, 401);
    let mut request = ask("POST", "/mirror/try", long);
    request.headers_mut().insert("authorization", "Bearer guest".parse().expect("a header"));
    assert_eq!(app.request(request).await.status().as_u16(), 413);
}

/// It shows what it was asked.
struct Shown;

impl<S: Sync> Page<S> for Shown {
    fn paths(&self) -> Vec<String> {
        vec!["/shown".to_owned()]
    }

    fn max_body(&self, _: &str) -> usize {
        100
    }

    async fn answer(&self, request: PageRequest, _: Site<'_, S>) -> Response<Bytes> {
        Response::new(format!("{request:?}").into())
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_be_secret_of_a_request_is_not_shown() {
    let app = TestApp::new(App::new(()).page(Shown));
    let mut request = ask("GET", "/shown?token=secret-1", "secret-2");
    for name in ["authorization", "cookie"] {
        request.headers_mut().insert(name, "secret-3".parse().expect("a header"));
    }
    let answer = app.request(request).await;
    let shown = String::from_utf8_lossy(answer.body().as_ref()).into_owned();
    assert!(shown.contains("/shown") && shown.contains("8 bytes") && !shown.contains("secret"), "{shown}");
}

/// A layer that is down when it is told so.
#[derive(Debug)]
struct Frail {
    memory: InMemoryLayer,
    down: Arc<AtomicBool>,
}

impl ChannelLayer for Frail {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        self.memory.attach(node, deliver)
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.memory.detach(node)
    }

    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.memory.subscribe(node, group)
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.memory.unsubscribe(node, group)
    }

    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture {
        self.memory.publish(to, envelope)
    }

    fn health(&self) -> LayerHealth {
        if self.down.load(Ordering::Relaxed) {
            LayerHealth::Down("no broker".to_owned())
        } else {
            LayerHealth::Up
        }
    }
}

#[tokio::test(start_paused = true)]
async fn health_tells_of_the_layer_and_of_the_end() {
    let down = Arc::new(AtomicBool::new(false));
    let layer = Frail { memory: InMemoryLayer::new(), down: down.clone() };
    let settings = Settings { drain_timeout: Duration::from_secs(5), ..Settings::default() };
    let app = App::new(()).settings(settings).layer(layer).routes(routes()).page(Health::new());
    // An application's own server takes no more requests when it ends; one around it may.
    let app = TestApp::within(app, |service| axum::Router::new().fallback_service(service));
    let health = async |path: &str| {
        let answer = app.request(ask("GET", path, "")).await;
        assert_eq!(answer.headers()["cache-control"], "no-store");
        (answer.status().as_u16(), String::from_utf8_lossy(answer.body().as_ref()).into_owned())
    };
    let told = |status: u16, word: &str| (status, json!({ "status": word }).to_string());
    assert_eq!(health("/health/ready").await, told(200, "ok"));
    down.store(true, Ordering::Relaxed);
    assert_eq!(health("/health/ready").await, told(503, "layer_down"));
    assert_eq!(health("/health/live").await, told(200, "ok"));
    down.store(false, Ordering::Relaxed);
    let client = app.communicator::<Bytewise>("both").authenticated().await;
    let ((), ()) = tokio::join!(app.drain(), async {
        tokio::task::yield_now().await;
        assert_eq!(health("/health/ready").await, told(503, "draining"));
        assert_eq!(health("/health/live").await, told(200, "ok"));
    });
    drop(client);
}

/// It answers with what a text at a path would be refused by.
struct Judge;

impl<S: Sync> Page<S> for Judge {
    fn paths(&self) -> Vec<String> {
        vec!["/judge".to_owned()]
    }

    fn methods(&self, _: &str) -> Vec<Method> {
        vec![Method::POST]
    }

    fn max_body(&self, _: &str) -> usize {
        10_000
    }

    async fn answer(&self, request: PageRequest, site: Site<'_, S>) -> Response<Bytes> {
        let body = String::from_utf8_lossy(request.body());
        let (path, text) = body.split_once(' ').map_or((&*body, None), |(path, text)| (path, Some(text)));
        let said = match site.trial(path, text) {
            Some(Trial { route, refusal, .. }) => format!("{route} {}", refusal.unwrap_or_default()),
            None => "nowhere".to_owned(),
        };
        Response::new(said.into())
    }
}

#[tokio::test(start_paused = true)]
async fn a_trial_tells_what_the_server_would_say() {
    let app = TestApp::new(App::new(()).routes(routes()).page(Judge));
    for (path, text) in [
        ("/ws/7/", r#"{"action":"say","payload":{"text":""}}"#),
        ("/ws/7/", r#"{"action":"say","payload":{"text":5,"ref":"a"},"ref":"7"}"#),
        ("/ws/7/", r#"{"action":"sya","ref":"7"}"#),
        ("/ws/7/", r#"{"action":"say","payload":{"text":"a"},"ref":7}"#),
        ("/ws/7/", r#"{"action":"say","payload":{"text":"ouch"},"ref":"7"}"#),
        ("/ws/7/", "{"),
        ("/ws/7/", "[]"),
    ] {
        let mut client = app.communicator::<Room>(path).authenticated().await;
        client.send_text(text).await;
        let refused = client.receive_text().await;
        let body: &'static str = format!("{path}?q=1 {text}").leak();
        let said = app.request(ask("POST", "/judge", body)).await;
        assert_eq!(String::from_utf8_lossy(said.body().as_ref()), format!("0 {refused}"), "{text}");
    }
    for (body, expected) in [
        (r#"/ws/7/ {"action":"say","payload":{"text":"a"},"ref":"7"}"#, "0 "),
        ("/ws/7/", "0 "),
        ("/ws/seven/", "nowhere"),
        ("/", "nowhere"),
        ("", "nowhere"),
        ("/both anything at all", "1 "),
        (
            r#"/ws/7/ {"action":"say","payload":{"text":"boom"},"ref":"7"}"#,
            r#"0 {"action":"error","payload":{"detail":"Failed to process message"},"version":1,"ref":"7"}"#,
        ),
    ] {
        let said = app.request(ask("POST", "/judge", body)).await;
        assert_eq!(String::from_utf8_lossy(said.body().as_ref()), expected, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let app = TestApp::new(mirrored());
    let mut pipe = app.pipe().await;
    let head = "POST /mirror/try HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\nconnection: close\r\n\r\nx";
    pipe.write_all(head.as_bytes()).await.expect("the pipe takes it");
    let begun = Instant::now();
    let mut answer = String::new();
    pipe.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    let waited = begun.elapsed();
    let limit = Settings::default().handshake_timeout;
    assert!(waited >= limit && waited < limit + Duration::from_secs(1), "{waited:?}");
}
