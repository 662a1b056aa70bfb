//! Where clients connect, and how.

use chanx::prelude::*;
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
async fn a_permission_may_refuse_whatever_it_guards() {
    let app = app(router![path("ws/", Guarded)]);
    check_contract(&app).await;
    check_contract(&app).connecting(|connect| connect.header("authorization", "Bearer secret")).await;
}
