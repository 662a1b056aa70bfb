//! A house with rooms: who may enter is kept in memory, and any step of finding it out can be made to go wrong.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    io,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use chanx::{App, Authentication, Settings, layer::ChannelLayer, prelude::*};
use chanx_testing::{Communicator, Connect, TestApp};
use http::{header::AUTHORIZATION, request::Parts};

use crate::flows::stage::{Script, Stage, stage};

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) is_admin: bool,
}

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        match self.name.as_str() {
            "nobody" => Cow::Borrowed(""),
            "panic" => panic!("an expected panic: {SECRET}"),
            name => Cow::Borrowed(name),
        }
    }
}

impl chanx::Admin for Account {
    fn is_admin(&self) -> bool {
        self.is_admin
    }
}

/// The application's state.
#[derive(Clone)]
pub(super) struct House {
    pub(super) stage: Stage,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    tokens: HashMap<String, (Account, Option<SystemTime>)>,
    members: HashSet<(u32, String)>,
    silenced: HashSet<String>,
    topics: HashMap<u32, String>,
    trouble: HashMap<&'static str, Trouble>,
}

/// What goes wrong in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Hangs,
    Fails,
    Panics,
    /// It waits for the test to let it pass, after it has looked.
    Waits,
}

/// What must never reach a peer.
pub(super) const SECRET: &str = "the database at 10.0.0.7 is gone";

impl House {
    /// Room 1, whose member is `ann` and `bob`; `ann`'s token is `ann`, and so on.
    pub(super) fn new() -> (Self, Script) {
        let (stage, script) = stage();
        let house = Self { stage, state: Arc::default() };
        for name in ["ann", "bob", "eve", "root"] {
            house.token(name, name, None);
        }
        for name in ["ann", "bob"] {
            house.state().members.insert((1, name.to_owned()));
        }
        house.topic("weather");
        (house, script)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(super) fn token(&self, token: &str, name: &str, lasts: Option<Duration>) {
        let account = Account { name: name.to_owned(), is_admin: name == "root" };
        let expires = lasts.map(|lasts| SystemTime::now() + lasts);
        self.state().tokens.insert(token.to_owned(), (account, expires));
    }

    pub(super) fn revoke(&self, token: &str) {
        self.state().tokens.remove(token);
    }

    pub(super) fn remove_member(&self, name: &str) {
        self.state().members.remove(&(1, name.to_owned()));
    }

    pub(super) fn silence(&self, name: &str) {
        self.state().silenced.insert(name.to_owned());
    }

    pub(super) fn topic(&self, topic: &str) {
        self.state().topics.insert(1, topic.to_owned());
    }

    pub(super) fn trouble(&self, step: &'static str, trouble: Trouble) {
        self.state().trouble.insert(step, trouble);
    }

    pub(super) fn no_trouble(&self) {
        self.state().trouble.clear();
    }

    /// What comes after a step has looked at the state.
    async fn step(&self, step: &'static str) -> Result<(), Rejection> {
        let trouble = self.state().trouble.get(step).copied();
        match trouble {
            None => Ok(()),
            Some(Trouble::Hangs) => std::future::pending().await,
            Some(Trouble::Fails) => Err(io::Error::other(SECRET))?,
            Some(Trouble::Panics) => panic!("an expected panic: {SECRET}"),
            Some(Trouble::Waits) => {
                self.stage.act(step).await;
                Ok(())
            }
        }
    }
}

/// `Authorization: Bearer …`
pub(super) struct Bearer;

impl Authentication<House> for Bearer {
    type User = Account;

    async fn authenticate(
        request: &mut Parts,
        house: &House,
    ) -> Result<Option<Identity<Account>>, Rejection> {
        let Some(value) = request.headers.get(AUTHORIZATION) else { return Ok(None) };
        let Some(token) = value.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")) else {
            return Ok(None);
        };
        let found = house.state().tokens.get(token).cloned();
        house.step("authentication").await?;
        let (account, expires) = found.ok_or_else(|| Rejection::unauthorized("Invalid token."))?;
        let identity = Identity::new(account);
        Ok(Some(match expires {
            Some(time) => identity.expires_at(time),
            None => identity,
        }))
    }
}

/// `X-Name: ann`: for whoever sits in the house.
pub(super) struct Trusted;

impl Authentication<House> for Trusted {
    type User = Account;

    const CHALLENGE: &'static str = "Name";

    async fn authenticate(request: &mut Parts, _: &House) -> Result<Option<Identity<Account>>, Rejection> {
        let name = request.headers.get("x-name").and_then(|name| name.to_str().ok());
        Ok(name.map(|name| Account { name: name.to_owned(), is_admin: false }.into()))
    }
}

#[params]
pub(super) struct RoomPath {
    pub(super) room: u32,
}

/// A room.
pub(super) struct Room {
    id: u32,
    pub(super) topic: String,
}

impl GetObject<RoomPath, House> for Room {
    async fn get_object(path: &RoomPath, house: &House) -> Result<Option<Self>, Rejection> {
        let topic = house.state().topics.get(&path.room).cloned();
        house.step("object").await?;
        Ok(topic.map(|topic| Self { id: path.room, topic }))
    }
}

pub(super) struct IsMember;

impl Permission<Account, Room, House> for IsMember {
    async fn check(&self, user: &Account, room: &Room, access: &Access<'_, House>) -> Result<(), Rejection> {
        assert_eq!(access.param("room").as_deref(), Some(room.id.to_string().as_str()));
        let house = access.state();
        let is_member = house.state().members.contains(&(room.id, user.name.clone()));
        house.step("permission").await?;
        if is_member { Ok(()) } else { Err(Rejection::forbidden("You are not a member of this room.")) }
    }
}

/// May say something, in general.
pub(super) struct CanSpeak;

impl<O: Sync> Permission<Account, O, House> for CanSpeak {
    async fn check(&self, user: &Account, _: &O, access: &Access<'_, House>) -> Result<(), Rejection> {
        let silenced = access.state().state().silenced.contains(&user.name);
        access.state().step("speaking").await?;
        match access.action() {
            Some(action) if silenced => Err(Rejection::forbidden(format!("No `{action}` for you."))),
            _ => Ok(()),
        }
    }
}

/// Who am I?
#[message(action = "who")]
pub(super) struct WhoMessage;

#[message(action = "you_are")]
#[derive(Debug, PartialEq)]
pub(super) struct YouAreMessage(pub(super) Option<String>);

/// What is the room about?
#[message(action = "topic")]
pub(super) struct TopicMessage;

#[message(action = "topic_is")]
#[derive(Debug, PartialEq)]
pub(super) struct TopicIsMessage(pub(super) String);

#[message(action = "say")]
pub(super) struct SayMessage(pub(super) String);

#[message(action = "said", group)]
#[derive(Debug, PartialEq)]
pub(super) struct SaidMessage(pub(super) String);

/// Take your time.
#[message(action = "wait")]
pub(super) struct WaitMessage;

#[message(action = "waited")]
pub(super) struct WaitedMessage;

#[derive(Default)]
pub(super) struct RoomConsumer;

#[consumer(
    state = House,
    params = RoomPath,
    authentication(Bearer, Trusted),
    user = Account,
    object = Room,
    permissions(IsMember | IsAdmin),
    groups("room_{room}"),
    sends(SaidMessage)
)]
impl RoomConsumer {
    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().stage.tell(format!("{} left", cx.user().name));
    }

    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> YouAreMessage {
        YouAreMessage(Some(cx.user().name.clone()))
    }

    #[ws_handler]
    async fn topic(&self, _: TopicMessage, cx: &Context<Self>) -> TopicIsMessage {
        TopicIsMessage(cx.object().topic.clone())
    }

    #[ws_handler(permissions(CanSpeak))]
    async fn say(&self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(message.0)).exclude_current(false).await
    }

    #[ws_handler]
    async fn wait(&self, _: WaitMessage, cx: &mut Context<Self>) -> WaitedMessage {
        cx.state().stage.act("wait").await;
        WaitedMessage
    }
}

/// The same, refused before the upgrade.
#[derive(Default)]
pub(super) struct SilentRoomConsumer;

#[consumer(
    state = House,
    params = RoomPath,
    authentication(Trusted, Bearer),
    user = Account,
    object = Room,
    permissions(IsMember),
    send_authentication_message = false
)]
impl SilentRoomConsumer {
    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> YouAreMessage {
        YouAreMessage(Some(cx.user().name.clone()))
    }
}

/// Where anonymous people get in.
#[derive(Default)]
pub(super) struct HallConsumer;

#[consumer(state = House, authentication(Bearer), user = Option<Account>)]
impl HallConsumer {
    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> YouAreMessage {
        YouAreMessage(cx.user().map(|user| user.name.clone()))
    }

    #[ws_handler(permissions(CanSpeak))]
    async fn say(&self, _: SayMessage) {}
}

pub(super) fn app(house: House) -> App<House> {
    App::new(house).routes(router![
        path("rooms/<int:room>/", RoomConsumer),
        path("silent/<int:room>/", SilentRoomConsumer),
        path("hall/", HallConsumer),
    ])
}

/// The house, its test, and what its handlers tell.
pub(super) fn open() -> (House, TestApp, Script) {
    open_with(Settings::default())
}

pub(super) fn open_with(settings: Settings) -> (House, TestApp, Script) {
    let (house, script) = House::new();
    let app = TestApp::new(app(house.clone()).settings(settings)).timeout(Duration::from_mins(2));
    (house, app, script)
}

/// Another node of the same house.
pub(super) fn node(house: &House, layer: impl ChannelLayer) -> TestApp {
    TestApp::new(app(house.clone()).layer(layer)).timeout(Duration::from_mins(2))
}

/// A client at room 1, with a token.
pub(super) fn at_room(app: &TestApp, token: &str) -> Connect<RoomConsumer> {
    app.communicator("rooms/1/").header("authorization", &format!("Bearer {token}"))
}

/// A client in room 1.
pub(super) async fn in_room(app: &TestApp, token: &str) -> Communicator<RoomConsumer> {
    at_room(app, token).authenticated().await
}
