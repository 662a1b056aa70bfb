//! How much a connection and a user may say.

use std::time::Duration;

use chanx::{RateLimit, Settings};
use chanx_testing::{Communicator, Frame, TestApp};
use serde_json::{Value, json};
use tokio::time::advance;

use super::house::{HallConsumer, RoomConsumer, WhoMessage, YouAreMessage, in_room, open_with};

fn told() -> Value {
    json!({"action": "error", "payload": {"code": "rate_limited", "detail": "Too many messages."}})
}

fn limited(rate: Option<RateLimit>, user: Option<RateLimit>) -> TestApp {
    open_with(Settings { rate_limit: rate, user_rate_limit: user, ..Settings::default() }).1
}

async fn say(client: &mut Communicator<RoomConsumer>) {
    client.send_message(WhoMessage).await;
    client.receive::<YouAreMessage>().await;
}

async fn say_too_much(client: &mut Communicator<RoomConsumer>) {
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive_json().await, told());
    let closed = client.closed().await;
    assert_eq!((closed.code, closed.reason.as_str()), (1008, "rate limited"));
}

#[tokio::test(start_paused = true)]
async fn a_connection_may_send_so_many_messages_and_not_one_more() {
    let app = limited(Some(RateLimit::per_second(3)), None);
    let mut ann = in_room(&app, "ann").await;
    for _ in 0..3 {
        say(&mut ann).await;
    }
    say_too_much(&mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn one_message_too_many_is_answered_to_its_ref() {
    let app = limited(Some(RateLimit::per_second(1)), None);
    let mut ann = in_room(&app, "ann").await;
    say(&mut ann).await;
    ann.send_text(r#"{"action":"who","payload":null,"ref":"7"}"#).await;
    let mut answer = told();
    (answer["version"], answer["ref"]) = (json!(1), json!("7"));
    assert_eq!(ann.receive_json().await, answer);
}

#[tokio::test(start_paused = true)]
async fn what_was_spent_comes_back_evenly() {
    let app = limited(Some(RateLimit::per_minute(6).burst(2)), None);
    let mut ann = in_room(&app, "ann").await;
    say(&mut ann).await;
    say(&mut ann).await;
    for _ in 0..5 {
        advance(Duration::from_secs(10)).await;
        say(&mut ann).await;
    }
    advance(Duration::from_secs(9)).await;
    say_too_much(&mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn invalid_and_unknown_frames_are_charged_too() {
    let app = limited(Some(RateLimit::per_minute(4)), None);
    let mut ann = in_room(&app, "ann").await;
    ann.send_text("no JSON").await;
    ann.send_json(&json!({"action": "unknown"})).await;
    ann.send_json(&json!({"action": "say", "payload": 7})).await;
    ann.send_binary(&b"binary"[..]).await;
    for _ in 0..4 {
        assert_eq!(ann.receive_json().await["action"], "error");
    }
    say_too_much(&mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn control_frames_are_charged_like_messages() {
    let app = limited(Some(RateLimit::per_minute(4)), None);
    let mut ann = in_room(&app, "ann").await;
    say(&mut ann).await;
    for _ in 0..2 {
        ann.send_ping(&b"there?"[..]).await;
        ann.receive_pong().await;
    }
    let unasked = Frame { opcode: 10, ..Frame::binary("here!") };
    ann.send_frame(&unasked).await;
    ann.send_ping(&b"there?"[..]).await;
    ann.assert_closed(1008).await;
}

/// Their message may never be whole.
#[tokio::test(start_paused = true)]
async fn fragments_are_charged_like_messages() {
    let app = limited(Some(RateLimit::per_minute(4)), None);
    let mut ann = in_room(&app, "ann").await;
    ann.send_frame(&Frame::text("{").unfinished()).await;
    for _ in 0..4 {
        ann.send_frame(&Frame::continuation("").unfinished()).await;
    }
    ann.assert_closed(1008).await;
}

#[tokio::test(start_paused = true)]
async fn the_answer_to_a_ping_is_not_charged() {
    let app = limited(Some(RateLimit::per_minute(1)), None);
    let mut ann = in_room(&app, "ann").await;
    for _ in 0..10 {
        ann.receive_ping().await;
    }
    say(&mut ann).await;
    say_too_much(&mut ann).await;
}

#[tokio::test(start_paused = true)]
async fn the_connections_of_a_user_share_the_users_rate_and_a_new_one_does_not_fill_it() {
    let app = limited(None, Some(RateLimit::per_minute(4)));
    let (mut desk, mut phone) = (in_room(&app, "ann").await, in_room(&app, "ann").await);
    let mut bob = in_room(&app, "bob").await;
    for _ in 0..2 {
        say(&mut desk).await;
        say(&mut phone).await;
    }
    say_too_much(&mut phone).await;
    say(&mut bob).await;
    phone.disconnect().await;
    desk.disconnect().await;
    say_too_much(&mut in_room(&app, "ann").await).await;
    advance(Duration::from_mins(1)).await;
    say(&mut in_room(&app, "ann").await).await;
}

#[tokio::test(start_paused = true)]
async fn who_is_not_known_has_a_connections_rate_only() {
    let app = limited(None, Some(RateLimit::per_minute(1)));
    let mut client = app.communicator::<HallConsumer>("hall/").authenticated().await;
    for _ in 0..5 {
        client.send_message(WhoMessage).await;
        client.receive::<YouAreMessage>().await;
    }
}
