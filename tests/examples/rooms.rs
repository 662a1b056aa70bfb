//! `examples/rooms.rs`: people in rooms. Its messages are sent and received as they are typed, many people share a test, and
//! no test waits: the application runs in memory, under paused time.

use std::time::Duration;

use chanx_testing::{
    Communicator, Replay, TestApp, assert_contract, assert_handles, assert_not_handles, assert_not_sends,
    assert_sends, check_contract,
};
use http::{Request, StatusCode, header};
use tokio::time::Instant;

#[allow(dead_code, unreachable_pub, reason = "it is a program; all but its `main` is tested here")]
#[path = "../../examples/rooms.rs"]
mod program;

use program::{
    Announcement, AskMessage, ChatMessage, EnterMessage, Line, Person, RoomConsumer, RoomConsumerOutgoing,
    SaidMessage, TypingMessage, TypingNotice, WordMessage,
};

// What clients may say, and what they are told.
assert_handles!(RoomConsumer, EnterMessage, ChatMessage, TypingMessage, AskMessage);
assert_sends!(RoomConsumer, SaidMessage, TypingNotice, WordMessage, Announcement);
// Nobody speaks for the house, or for somebody else.
assert_not_handles!(RoomConsumer, Announcement, SaidMessage);
assert_not_sends!(RoomConsumer, ChatMessage);

/// The page, the announcements, and the sockets.
fn site() -> TestApp {
    let app = program::app();
    let channels = app.channels();
    TestApp::within(app, |sockets| program::site(sockets, channels))
}

/// The sockets alone, which also say when they are done with something.
fn completing() -> TestApp {
    TestApp::new(program::app().settings(chanx::Settings { send_completion: true, ..Default::default() }))
}

async fn enter(app: &TestApp, room: &str, name: &str) -> Communicator<RoomConsumer> {
    let connect = app.communicator(&format!("/ws/rooms/{room}/")).named(name);
    let mut person: Communicator<RoomConsumer> = connect.authenticated().await;
    person.send_message(EnterMessage { payload: Person { name: name.to_owned() } }).await;
    person
}

fn line(text: &str) -> Line {
    Line { text: text.to_owned() }
}

fn chat(text: &str) -> ChatMessage {
    ChatMessage { payload: line(text) }
}

fn announcement(body: &str) -> Request<String> {
    let request = Request::post("/announcements").header(header::CONTENT_TYPE, "application/json");
    request.body(body.to_owned()).expect("it is a request")
}

#[chanx_testing::test(app = site())]
async fn two_people_chat_and_a_third_is_elsewhere(app: TestApp) {
    let (mut ada, mut bob) = (enter(&app, "lobby", "Ada").await, enter(&app, "lobby", "Bob").await);
    let mut eve = enter(&app, "kitchen", "Eve").await;

    ada.send_message(TypingMessage).await;
    assert_eq!(bob.receive_group::<TypingNotice>().await.message.payload.name, "Ada");

    ada.send_message(chat("hello")).await;
    for (person, mine) in [(&mut ada, true), (&mut bob, false)] {
        let said = person.receive_group::<SaidMessage>().await;
        let payload = said.message.payload;
        assert_eq!((payload.name.as_str(), payload.text.as_str(), said.is_mine), ("Ada", "hello", mine));
    }
    bob.send_message(chat("hi")).await;
    assert_eq!(ada.receive_group::<SaidMessage>().await.message.payload.text, "hi");
    eve.assert_nothing().await;
}

#[chanx_testing::test(app = site())]
async fn what_is_said_goes_to_the_room_alone(app: TestApp) {
    let published = app.capture();
    let mut ada = enter(&app, "lobby", "Ada").await;
    ada.send_message(chat("hello")).await;
    assert_eq!(published.assert_published::<SaidMessage>("room_lobby").await.payload.text, "hello");
    published.refute_published::<SaidMessage>("announcements").await;
}

#[chanx_testing::test(app = site())]
async fn an_announcement_reaches_every_room(app: TestApp) {
    let raised = app.capture();
    let (mut ada, mut eve) = (enter(&app, "lobby", "Ada").await, enter(&app, "kitchen", "Eve").await);
    let answer = app.request(announcement(r#"{"text":"Tea is ready"}"#)).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    raised.assert_raised::<Announcement>("announcements").await;
    for person in [&mut ada, &mut eve] {
        assert_eq!(person.receive::<Announcement>().await.payload.text, "Tea is ready");
    }
    for body in ["{}", r#"{"text":""}"#] {
        assert_eq!(app.request(announcement(body)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    raised.refute_raised::<Announcement>("announcements").await;
}

#[chanx_testing::test(app = completing())]
async fn the_parrot_repeats_word_by_word_while_the_room_goes_on(app: TestApp) {
    let mut ada = enter(&app, "lobby", "Ada").await;
    ada.receive_until_action("complete").await;
    let asked = Instant::now();
    ada.send_message(AskMessage { payload: line("pretty  polly") }).await;
    // It thinks for 150 ms of each word; what comes meanwhile is handled meanwhile.
    ada.send_message(chat("is it there?")).await;
    ada.receive_until_action("complete").await;
    assert_eq!(ada.receive_group::<SaidMessage>().await.message.payload.text, "is it there?");
    ada.receive_until_action("group_complete").await;
    for (text, is_last, after) in [("pretty", false, 150), ("polly", true, 300)] {
        let word = ada.receive::<WordMessage>().await.payload;
        assert_eq!((word.text.as_str(), word.is_last), (text, is_last));
        assert_eq!(asked.elapsed(), Duration::from_millis(after));
    }
    assert_eq!(ada.receive_until_action("complete").await.len(), 1);
    ada.assert_nothing().await;
}

#[chanx_testing::test(app = completing())]
async fn what_one_request_brings_is_received_together(app: TestApp) {
    let mut ada = enter(&app, "lobby", "Ada").await;
    assert!(ada.receive_all_messages("complete").await.is_empty());
    ada.send_message(AskMessage { payload: line("pretty polly") }).await;
    let [RoomConsumerOutgoing::Word(first), RoomConsumerOutgoing::Word(last)] =
        &ada.receive_all_messages("complete").await[..]
    else {
        panic!("not two words")
    };
    assert_eq!((first.payload.text.as_str(), last.payload.text.as_str()), ("pretty", "polly"));
    ada.send_message(chat("hello")).await;
    ada.receive_until_action("complete").await;
    assert!(matches!(ada.receive_any().await, RoomConsumerOutgoing::Said(_)));
}

#[chanx_testing::test(app = completing())]
async fn what_cannot_be_said_is_answered_with_every_fault(app: TestApp) {
    let mut ada = enter(&app, "lobby", "Ada").await;
    ada.receive_until_action("complete").await;
    ada.send_message(chat("")).await;
    let chanx::wire::ErrorPayload::Faults(faults) = ada.receive_error().await else { panic!("no faults") };
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind, "string_too_short");
    ada.receive_until_action("complete").await;
    ada.send_text("{").await;
    ada.receive_error().await;
    ada.refute_closed().await;
}

#[chanx_testing::test(app = site().timeout(Duration::from_mins(1)))]
async fn a_client_that_is_gone_is_noticed_after_half_a_minute(app: TestApp) {
    let mut ada = enter(&app, "lobby", "Ada").await;
    ada.answer(false);
    let silence = Instant::now();
    ada.receive_ping().await;
    assert_eq!(silence.elapsed().as_secs(), 25);
    ada.closed().await;
    assert_eq!(silence.elapsed().as_secs(), 35);
}

#[chanx_testing::test(app = site())]
async fn when_the_house_closes_everybody_is_told_to_come_back(app: TestApp) {
    let (mut ada, mut eve) = (enter(&app, "lobby", "Ada").await, enter(&app, "kitchen", "Eve").await);
    app.drain().await;
    ada.assert_closed(1012).await;
    eve.assert_closed(1012).await;
}

#[chanx_testing::test(app = site())]
async fn the_page_is_served(app: TestApp) {
    let page = app.request(Request::get("/").body("").expect("it is a request")).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.body().ends_with(b"</html>\n"));
}

#[chanx_testing::test(app = site().on_port().await, real_time)]
async fn it_is_the_same_on_a_port(app: TestApp) {
    let (mut ada, mut bob) = (enter(&app, "lobby", "Ada").await, enter(&app, "lobby", "Bob").await);
    ada.send_message(chat("hello")).await;
    assert_eq!(bob.receive_group::<SaidMessage>().await.message.payload.text, "hello");
    drop(ada);
    bob.disconnect().await;
}

#[chanx_testing::test(app = site())]
async fn it_keeps_its_contract(app: TestApp) {
    assert_contract!(app, "examples/contracts/rooms.json");
    check_contract(&app).path("ws/rooms/<slug:room>/", "/ws/rooms/lobby/").await;
}

/// Recorded from a server on which two people talked.
#[chanx_testing::test(app = site())]
async fn a_talk_that_was_recorded_goes_on_as_it_went(app: TestApp) {
    Replay::load("examples/recordings/rooms.jsonl").run(&app).await;
}
