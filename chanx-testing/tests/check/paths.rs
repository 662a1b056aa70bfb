//! Where clients connect, and how.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use chanx::{prelude::*, record::Recorder};
use chanx_testing::{TestApp, check_contract};

use super::{app, assert_says, failure};

#[params]
struct RoomPath {
    room: u32,
}

struct Room;

impl GetObject<RoomPath, ()> for Room {
    async fn get_object(path: &RoomPath, (): &()) -> Result<Option<Self>, Rejection> {
        Ok((path.room == 12).then_some(Self))
    }
}

struct Account;

impl User for Account {
    fn identity(&self) -> std::borrow::Cow<'_, str> {
        "ann".into()
    }
}

impl FromToken<()> for Account {
    async fn from_token(token: &str, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
        Ok((token == "secret").then_some(Self.into()))
    }
}

#[derive(Default)]
struct Rooms;

#[consumer(
    params = RoomPath,
    authentication(TokenAuthentication<Account>),
    user = Account,
    object = Room
)]
impl Rooms {
    #[ws_handler]
    async fn ping(&mut self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

fn rooms() -> TestApp {
    app(router![path("ws/", include(router![path("rooms/<int:room>/", Rooms)]))])
}

#[tokio::test(start_paused = true)]
async fn a_path_and_credentials_lead_in() {
    check_contract(&rooms())
        .path("ws/rooms/<int:room>/", "/ws/rooms/12/")
        .connecting(|connect| {
            assert_eq!(connect.path(), "/ws/rooms/12/");
            connect.header("authorization", "Bearer secret")
        })
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_is_not_let_in_is_told_once() {
    let said = failure(async { check_contract(&rooms()).await }).await;
    assert_says(
        &said,
        &[
            "1 breach",
            "`ws/rooms/<int:room>/`: the client is not let in: ",
            "\"status_code\":401",
            "`.connecting(…)`",
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn an_object_that_does_not_exist_is_told() {
    let said = failure(async {
        check_contract(&rooms()).connecting(|connect| connect.header("authorization", "Bearer secret")).await;
    })
    .await;
    assert_says(&said, &["1 breach", "\"status_code\":404", "`.path(…)`"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_there_is_told() {
    let said = failure(async { check_contract(&rooms()).path("ws/rooms/", "/ws/rooms/12/").await }).await;
    assert_says(&said, &["no route is written `ws/rooms/`; there are `ws/rooms/<int:room>/`"]);
    let said = failure(async { check_contract(&rooms()).skip("pong").await }).await;
    assert_says(&said, &["no action `pong` is handled; there are `ping`"]);
}

#[derive(Default)]
struct Two;

#[message(action = "broken")]
struct BrokenMessage;

#[consumer(public)]
impl Two {
    #[ws_handler]
    async fn ping(&mut self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[ws_handler]
    async fn broken(&mut self, _: BrokenMessage) {
        panic!("it is broken");
    }
}

#[tokio::test(start_paused = true)]
async fn actions_are_left_out_and_picked() {
    check_contract(&app(router![path("ws/", Two)])).skip("broken").await;
    check_contract(&app(router![path("ws/", Two)])).only("ping").await;
    let said = failure(async { check_contract(&app(router![path("ws/", Two)])).only("broken").await }).await;
    assert_says(&said, &["1 breach", "`broken`"]);
}

#[tokio::test(start_paused = true)]
async fn a_seed_finds_the_same_again() {
    let said = |seed| {
        failure(async move { check_contract(&app(router![path("ws/", Two)])).seed(seed).cases(3).await })
    };
    assert_eq!(said(3).await, said(3).await);
}

#[derive(Default)]
struct Guarded;

#[consumer(authentication(TokenAuthentication<Account>), user = Option<Account>)]
impl Guarded {
    #[ws_handler(permissions(IsAuthenticated))]
    async fn ping(&mut self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn a_permission_may_refuse_but_not_everybody() {
    let guarded = || app(router![path("ws/", Guarded)]);
    check_contract(&guarded()).connecting(|connect| connect.header("authorization", "Bearer secret")).await;
    let said = failure(async move { check_contract(&guarded()).await }).await;
    assert_says(
        &said,
        &[
            "1 breach",
            "`ws/`, `ping`: none of 64 frames of its schema was taken, so that it was not tried: 64 were refused by a permission",
            "say with `.connecting(…)` who may send it, or leave it out by `.skip(\"ping\")`",
        ],
    );
}

struct Member;

impl User for Member {
    fn identity(&self) -> std::borrow::Cow<'_, str> {
        "ann".into()
    }
}

impl FromToken<Arc<AtomicUsize>> for Member {
    async fn from_token(_: &str, _: &Arc<AtomicUsize>) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(Some(Self.into()))
    }
}

/// Whether somebody may cannot be found out each second time.
struct IsLucky;

impl<U: Sync, O: Sync> Permission<U, O, Arc<AtomicUsize>> for IsLucky {
    async fn check(&self, _: &U, _: &O, access: &Access<'_, Arc<AtomicUsize>>) -> Result<(), Rejection> {
        if access.state().fetch_add(1, Ordering::Relaxed).is_multiple_of(2) {
            return Ok(());
        }
        Err(Rejection::failed("the coin is lost"))
    }
}

#[message(action = "toss")]
struct TossMessage {
    coin: u8,
}

#[derive(Default)]
struct Tossing;

#[consumer(authentication(TokenAuthentication<Member>), user = Member, state = Arc<AtomicUsize>)]
impl Tossing {
    #[ws_handler(permissions(IsLucky))]
    async fn toss(&mut self, message: TossMessage) -> TossMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn a_permission_that_fails_has_refused() {
    let app = App::new(Arc::new(AtomicUsize::new(0))).routes(router![path("ws/", Tossing)]);
    check_contract(&TestApp::new(app))
        .connecting(|connect| connect.header("authorization", "Bearer secret"))
        .await;
}

#[derive(Clone, Default)]
struct Sheet(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no writer panics").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn clients_take_their_leave() {
    let sheet = Sheet::default();
    let recorder = Recorder::to(sheet.clone());
    let app = App::new(()).routes(router![path("ws/", Two)]).record(recorder);
    let app = TestApp::new(app);
    check_contract(&app).only("ping").cases(3).await;
    // The last connection may still be ending, and its line on the way to the writer's thread.
    app.drain().await;
    let bytes = sheet.0.lock().expect("no writer panics").clone();
    let said = String::from_utf8(bytes).expect("it is text");
    let count = |what: &str| said.matches(what).count();
    assert!(count(r#""opened":"#) > 3, "{said}");
    assert_eq!(count(r#""opened":"#), count(r#""closed":{"code":1000,"by":"client"}"#), "{said}");
}
