//! Groups: who gets what, and in which order.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use chanx::{layer::InMemoryLayer, prelude::*, schemars};
use chanx_testing::{Communicator, Received, TestApp};

use super::app;

#[params]
struct RoomPath {
    room: String,
}

#[payload]
struct Say {
    text: String,
    #[serde(default)]
    groups: Option<Vec<String>>,
    #[serde(default)]
    to_me_too: bool,
}

#[message(action = "say")]
struct SayMessage {
    payload: Say,
}

#[message(action = "join")]
struct JoinMessage(String);

#[message(action = "leave")]
struct LeaveMessage(String);

#[message(action = "groups")]
struct GroupsMessage(Vec<String>);

#[message(action = "repeat")]
struct RepeatMessage(String);

/// How many things a flood has said.
static SENT: AtomicUsize = AtomicUsize::new(0);

/// Says so many things at once to the room "tea".
#[message(action = "flood")]
struct FloodMessage(usize);

#[message(action = "said", group)]
#[derive(Debug, PartialEq)]
struct SaidMessage(String);

#[derive(Default)]
struct Room;

#[consumer(public, params = RoomPath, groups("room_{room}"), sends(SaidMessage))]
impl Room {
    #[ws_handler]
    async fn say(&mut self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        let Say { text, groups, to_me_too } = message.payload;
        let sending = cx.send_group_message(SaidMessage(text)).exclude_current(!to_me_too);
        match groups {
            Some(groups) => sending.groups(groups).await?,
            None => sending.await?,
        }
        Ok(())
    }

    #[ws_handler]
    async fn flood(&self, FloodMessage(times): FloodMessage, cx: &Context<Self>) -> Result<GroupsMessage> {
        for sent in 0..times {
            SENT.store(sent, Relaxed);
            cx.send_group_message(SaidMessage("x".repeat(2_000))).groups(["room_tea"]).await?;
        }
        Ok(GroupsMessage(cx.groups().await))
    }

    #[ws_handler]
    async fn repeat(&self, RepeatMessage(text): RepeatMessage) -> SaidMessage {
        SaidMessage(text)
    }

    #[ws_handler]
    async fn join(&mut self, JoinMessage(group): JoinMessage, cx: &Context<Self>) -> Result<GroupsMessage> {
        cx.join_group(&group).await?;
        Ok(GroupsMessage(cx.groups().await))
    }

    #[ws_handler]
    async fn leave(
        &mut self,
        LeaveMessage(group): LeaveMessage,
        cx: &Context<Self>,
    ) -> Result<GroupsMessage> {
        cx.leave_group(&group).await?;
        Ok(GroupsMessage(cx.groups().await))
    }
}

fn rooms() -> TestApp {
    app(router![path("ws/<room>/", Room)])
}

async fn client(app: &TestApp, room: &str) -> Communicator<Room> {
    app.communicator(&format!("ws/{room}/")).authenticated().await
}

fn say(text: &str) -> SayMessage {
    SayMessage { payload: Say { text: text.to_owned(), groups: None, to_me_too: false } }
}

fn say_to(text: &str, groups: &[&str], to_me_too: bool) -> SayMessage {
    let groups = Some(groups.iter().map(|group| (*group).to_owned()).collect());
    SayMessage { payload: Say { text: text.to_owned(), groups, to_me_too } }
}

async fn join(client: &mut Communicator<Room>, group: &str) -> Vec<String> {
    client.send_message(JoinMessage(group.to_owned())).await;
    client.receive::<GroupsMessage>().await.0
}

async fn assert_hears(client: &mut Communicator<Room>, text: &str) {
    assert_eq!(client.receive_group::<SaidMessage>().await.message.0, text);
}

#[tokio::test(start_paused = true)]
async fn the_sender_is_left_out_and_other_rooms_hear_nothing() {
    let app = rooms();
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "tea").await);
    let mut eve = client(&app, "cellar").await;
    alice.send_message(say("hi")).await;
    let heard = bob.receive_group::<SaidMessage>().await;
    assert_eq!(heard, Received { message: SaidMessage("hi".into()), is_mine: false, is_current: false });
    bob.assert_nothing().await;
    alice.assert_nothing().await;
    eve.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_sender_who_asks_to_be_in_sees_its_message_as_its_own() {
    let app = rooms();
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "tea").await);
    alice.send_message(say_to("hi", &["room_tea"], true)).await;
    let own = alice.receive_group::<SaidMessage>().await;
    assert_eq!(own, Received { message: SaidMessage("hi".into()), is_mine: true, is_current: true });
    let other = bob.receive_group::<SaidMessage>().await;
    assert_eq!((other.is_mine, other.is_current), (false, false));
}

/// So an action has one shape, however it was sent.
#[tokio::test(start_paused = true)]
async fn a_group_message_to_one_client_is_neither_mine_nor_current() {
    let app = rooms();
    let mut alice = client(&app, "tea").await;
    alice.send_message(RepeatMessage("again".to_owned())).await;
    let heard = alice.receive_group::<SaidMessage>().await;
    assert_eq!((heard.message.0.as_str(), heard.is_mine, heard.is_current), ("again", false, false));
}

#[tokio::test(start_paused = true)]
async fn a_group_named_twice_reaches_twice_an_empty_list_no_one() {
    let app = rooms();
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "tea").await);
    alice.send_message(say_to("twice", &["room_tea", "room_tea"], false)).await;
    alice.send_message(say_to("never", &[], true)).await;
    alice.send_message(say_to("nobody", &["room_attic"], true)).await;
    assert_hears(&mut bob, "twice").await;
    assert_hears(&mut bob, "twice").await;
    bob.assert_nothing().await;
    alice.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn who_is_in_no_group_of_that_name_may_still_speak_to_it() {
    let app = rooms();
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "cellar").await);
    alice.send_message(say_to("psst", &["room_cellar"], true)).await;
    assert_hears(&mut bob, "psst").await;
    alice.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn the_messages_of_one_sender_keep_their_order() {
    let app = rooms();
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "tea").await);
    let mut carol = client(&app, "tea").await;
    for n in 0..200 {
        alice.send_message(say(&format!("a{n}"))).await;
        bob.send_message(say(&format!("b{n}"))).await;
    }
    let (mut from_alice, mut from_bob) = (Vec::new(), Vec::new());
    for _ in 0..400 {
        let SaidMessage(text) = carol.receive_group::<SaidMessage>().await.message;
        if text.starts_with('a') { from_alice.push(text) } else { from_bob.push(text) }
    }
    assert!(from_alice.iter().enumerate().all(|(n, text)| *text == format!("a{n}")), "{from_alice:?}");
    assert!(from_bob.iter().enumerate().all(|(n, text)| *text == format!("b{n}")), "{from_bob:?}");
}

#[tokio::test(start_paused = true)]
async fn who_joined_receives_and_who_left_does_not() {
    let app = rooms();
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "cellar").await);
    assert_eq!(join(&mut bob, "room_tea").await, ["room_cellar", "room_tea"]);
    assert_eq!(join(&mut bob, "room_tea").await, ["room_cellar", "room_tea"], "twice is once");
    alice.send_message(say("in")).await;
    assert_hears(&mut bob, "in").await;
    bob.assert_nothing().await;
    bob.send_message(LeaveMessage("room_tea".into())).await;
    assert_eq!(bob.receive::<GroupsMessage>().await.0, ["room_cellar"]);
    bob.send_message(LeaveMessage("never_joined".into())).await;
    assert_eq!(bob.receive::<GroupsMessage>().await.0, ["room_cellar"]);
    alice.send_message(say("out")).await;
    bob.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn once_told_that_it_is_in_a_client_misses_nothing() {
    let app = rooms();
    let mut alice = client(&app, "tea").await;
    for n in 0..20 {
        let mut bob = client(&app, "tea").await;
        alice.send_message(say(&format!("hi {n}"))).await;
        assert_hears(&mut bob, &format!("hi {n}")).await;
        bob.disconnect().await;
    }
}

#[tokio::test(start_paused = true)]
async fn nodes_that_share_a_layer_share_their_groups() {
    let layer = InMemoryLayer::new();
    let node = || TestApp::new(App::new(()).routes(router![path("ws/<room>/", Room)]).layer(layer.clone()));
    let (one, other) = (node(), node());
    let (mut alice, mut bob) = (client(&one, "tea").await, client(&other, "tea").await);
    let mut carol = client(&other, "tea").await;
    alice.send_message(say_to("hi", &["room_tea"], true)).await;
    for (client, mine) in [(&mut bob, false), (&mut carol, false), (&mut alice, true)] {
        let heard = client.receive_group::<SaidMessage>().await;
        assert_eq!((heard.message.0.as_str(), heard.is_mine, heard.is_current), ("hi", mine, mine));
        client.assert_nothing().await;
    }
    bob.abort().await;
    carol.abort().await;
    alice.send_message(say("anyone?")).await;
    alice.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_fast_sender_on_another_node_follows_the_members_as_one_on_their_own() {
    let layer = InMemoryLayer::new();
    let node = || TestApp::new(App::new(()).routes(router![path("ws/<room>/", Room)]).layer(layer.clone()));
    let (members, senders) = (node(), node());
    let (mut alice, mut bob) = (client(&members, "tea").await, client(&members, "tea").await);
    for sender in [&members, &senders] {
        let mut eve = client(sender, "attic").await;
        eve.send_message(FloodMessage(1_000)).await;
        for number in 0..1_000 {
            for client in [&mut alice, &mut bob] {
                assert_eq!(client.receive_group::<SaidMessage>().await.message.0.len(), 2_000);
            }
            // 128 KiB may wait for the members, and as much be on its way to them.
            assert!(SENT.load(Relaxed) < number + 300, "the sender is far ahead of message {number}");
        }
        assert_eq!(eve.receive::<GroupsMessage>().await.0, ["room_attic"]);
    }
}

#[message(action = "hear", group)]
struct HearMessage(String);

/// It shares the rooms' groups, but does not declare what is said there.
#[derive(Default)]
struct Deaf;

#[consumer(public, groups("room_tea"), sends(HearMessage))]
impl Deaf {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn a_consumer_that_does_not_declare_a_message_is_not_sent_it() {
    let app = app(router![path("ws/<room>/", Room), path("deaf/", Deaf)]);
    let (mut alice, mut bob) = (client(&app, "tea").await, client(&app, "tea").await);
    let mut deaf = app.communicator::<Deaf>("deaf/").authenticated().await;
    alice.send_message(say("hi")).await;
    assert_hears(&mut bob, "hi").await;
    deaf.assert_nothing().await;
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Odd(u8);

impl schemars::JsonSchema for Odd {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Odd".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        panic!("an expected panic: a schema")
    }
}

#[message(action = "odd", group)]
struct OddMessage {
    #[garde(skip)]
    payload: Odd,
}

/// Its clients speak camelCase, for which the flush of a group asks the schemas of its messages.
#[derive(Default)]
struct Hall;

#[consumer(public, groups("hall"), sends(OddMessage), camelize = true)]
impl Hall {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

/// Else a group's flush would find out, in the middle of its members.
#[tokio::test(start_paused = true)]
async fn a_group_message_whose_schema_panics_ends_the_start_of_the_application() {
    let started = catch_unwind(AssertUnwindSafe(|| app(router![path("hall/", Hall)])));
    assert!(started.is_err());
}
