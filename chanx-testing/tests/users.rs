//! Many users, in memory and on a port, within what stands around the application.

use axum::{Router as Site, extract::Query, routing::get};
use chanx::prelude::*;
use chanx_testing::{Credentials, TestApp, connect_all};
use http::Request;

struct Account {
    name: String,
}

impl User for Account {
    fn identity(&self) -> std::borrow::Cow<'_, str> {
        (&self.name).into()
    }
}

impl FromToken<()> for Account {
    async fn from_token(token: &str, (): &()) -> Result<Option<chanx::Identity<Self>>, Rejection> {
        Ok(token.strip_prefix("token-of-").map(|name| Self { name: name.to_owned() }.into()))
    }
}

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

#[derive(Default)]
struct TalkConsumer;

#[consumer(authentication(TokenAuthentication<Account>), user = Account, groups("talk"), sends(SaidMessage))]
impl TalkConsumer {
    #[ws_handler]
    async fn say(&self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(format!("{}: {}", cx.user().name, message.0))).await
    }
}

fn app() -> App<()> {
    App::new(()).routes(router![path("ws/", TalkConsumer)])
}

async fn sign_in(name: String) -> Credentials {
    Credentials::bearer(&format!("token-of-{name}"))
}

async fn they_talk(app: &TestApp) {
    let [ann, bob, eve] = app.users(["ann", "bob", "eve"]).await;
    let [mut desk, mut his] = connect_all::<TalkConsumer, 2>([&ann, &bob], "ws/").await;
    let mut phone = ann.connect::<TalkConsumer>("ws/").await;
    desk.send_message(SayMessage("hi".into())).await;
    for (client, mine) in [(&mut phone, true), (&mut his, false)] {
        let said = client.receive_group::<SaidMessage>().await;
        assert_eq!((said.message.0.as_str(), said.is_mine, said.is_current), ("ann: hi", mine, false));
    }
    let late = eve.connect::<TalkConsumer>("ws/").await;
    assert!(late.transcript().to_string().starts_with("transcript of eve's connection"));
    let nobody = app.user("nobody", Credentials::bearer("nonsense"));
    let mut refused = nobody.communicator::<TalkConsumer>("ws/").connect().await.expect("it is told");
    refused.refute_authenticated_status_ok().await;
    refused.assert_closed(4401).await;
}

#[chanx_testing::test(app = TestApp::new(app()).sign_in(sign_in))]
async fn many_users_talk_in_memory(app: TestApp) {
    they_talk(&app).await;
    assert!(app.address().is_none());
}

#[chanx_testing::test(app = TestApp::new(app()).sign_in(sign_in).on_port().await, real_time)]
async fn many_users_talk_on_a_port(app: TestApp) {
    they_talk(&app).await;
    assert_ne!(app.address().map(|address| address.port()), Some(0));
}

#[chanx_testing::test(real_time)]
async fn a_port_is_given_back_with_the_application() {
    let app = TestApp::new(app()).sign_in(sign_in).on_port().await;
    let address = app.address().expect("it is on a port");
    let [ann] = app.users(["ann"]).await;
    let mut client = ann.connect::<TalkConsumer>("ws/").await;
    drop((app, ann));
    // What is open goes on.
    client.send_message(SayMessage("hi".into())).await;
    client.send_ping("there?").await;
    client.receive_pong().await;
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let app = TestApp::new(self::app()).on_port().await;
    let address = app.address().expect("it is on a port");
    app.drain().await;
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

fn around(sockets: chanx::AppService) -> Site {
    let hello = get(|headers: http::HeaderMap, Query(query): Query<Vec<(String, String)>>| async move {
        let header =
            |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned();
        format!("{} {} {query:?}", header("authorization"), header("cookie"))
    });
    Site::new().route("/hello", hello).nest_service("/rt", sockets)
}

#[chanx_testing::test(app = TestApp::within(app(), around).sign_in(sign_in))]
async fn what_stands_around_the_application_answers_too(app: TestApp) {
    let [ann] = app.users(["ann"]).await;
    let asked = || Request::get("/hello?a=1").body("").expect("it is a request");
    let answer = ann.request(asked()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body(), "Bearer token-of-ann - [(\"a\", \"1\")]");
    let odd = Credentials::new().cookie("a", "1").cookie("b", "2").query("q", "3");
    let answer = app.user("odd", odd).request(asked()).await;
    assert_eq!(answer.body(), "- a=1; b=2 [(\"a\", \"1\"), (\"q\", \"3\")]");
    assert_eq!(app.request(asked()).await.body(), "- - [(\"a\", \"1\")]");

    for http2 in [false, true] {
        let connect = ann.communicator::<TalkConsumer>("/rt/ws/");
        let connect = if http2 { connect.http2() } else { connect };
        let mut client = connect.authenticated().await;
        client.send_message(SayMessage("hi".into())).await;
        client.disconnect().await;
    }
}

#[chanx_testing::test(app = TestApp::new(app()).sign_in(|_| async { Credentials::new() }))]
#[should_panic(expected = "called at chanx-testing/tests/users.rs")]
async fn who_is_refused_is_told_at_the_tests_line(app: TestApp) {
    let [ann] = app.users(["ann"]).await;
    connect_all::<TalkConsumer, 1>([&ann], "ws/").await;
}

#[chanx_testing::test(app = app())]
#[should_panic(expected = "no user can sign in: say how by `TestApp::sign_in`")]
async fn users_need_a_way_to_sign_in(app: TestApp) {
    app.users(["ann"]).await;
}

#[chanx_testing::test(app = TestApp::new(app()).sign_in(sign_in))]
#[should_panic(expected = "transcript of bob's connection")]
async fn a_failure_tells_whose_connection_it_is(app: TestApp) {
    let [bob] = app.users(["bob"]).await;
    bob.connect::<TalkConsumer>("ws/").await.receive_text().await;
}
