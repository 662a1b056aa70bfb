//! Credentials that expire while the connection lasts.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, advance};

use super::house::{HallConsumer, Trouble, WaitMessage, WhoMessage, YouAreMessage, at_room, in_room, open};

fn authenticate(token: &str) -> Value {
    json!({"action": "authenticate", "payload": {"token": token}})
}

fn outcome(code: u16, text: &str, detail: &str) -> Value {
    json!({"action": "authentication", "payload": {
        "status_code": code, "status_text": text, "data": {"detail": detail},
    }})
}

fn expired() -> Value {
    json!({"action": "error", "payload": {
        "code": "credentials_expired",
        "detail": "The credentials have expired; connect with fresh ones.",
    }})
}

/// The clock of the calendar does not stand still while the test's does.
fn seconds(since: Instant) -> u64 {
    (since.elapsed() + Duration::from_millis(500)).as_secs()
}

#[tokio::test(start_paused = true)]
async fn at_that_time_the_client_is_told_and_closed_with_4401() {
    let (house, app, mut script) = open();
    house.token("short", "ann", Some(Duration::from_mins(1)));
    let begun = Instant::now();
    let mut ann = in_room(&app, "short").await;
    // What it can be refused for now is that it expired.
    advance(Duration::from_secs(30)).await;
    house.revoke("short");
    assert_eq!(ann.receive_json().await, expired());
    let closed = ann.closed().await;
    assert_eq!((closed.code, closed.reason.as_str()), (4401, "credentials expired"));
    assert_eq!(seconds(begun), 60);
    script.assert_told("ann left").await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_runs_at_that_time_is_cancelled() {
    let (house, app, mut script) = open();
    house.token("short", "ann", Some(Duration::from_mins(1)));
    let mut ann = in_room(&app, "short").await;
    house.revoke("short");
    ann.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    assert_eq!(ann.receive_json().await, expired());
    ann.assert_closed(4401).await;
    script.assert_told("cancel wait").await;
    script.assert_told("ann left").await;
}

#[tokio::test(start_paused = true)]
async fn credentials_that_hold_for_longer_by_then_need_nobody() {
    let (house, app, _) = open();
    house.token("session", "ann", Some(Duration::from_mins(1)));
    let mut ann = in_room(&app, "session").await;
    // As a session does that is used meanwhile. The calendar stands still, so that much is left when it is looked at.
    house.token("session", "ann", Some(Duration::from_secs(100)));
    advance(Duration::from_secs(90)).await;
    ann.refute_closed().await;
    ann.send_message(WhoMessage).await;
    ann.receive::<YouAreMessage>().await;
    house.revoke("session");
    assert_eq!(ann.receive_json().await, expired());
    ann.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn a_fresh_token_keeps_the_connection() {
    let (house, app, _) = open();
    house.token("short", "ann", Some(Duration::from_mins(1)));
    let mut ann = in_room(&app, "short").await;
    house.token("fresh", "ann", Some(Duration::from_mins(10)));
    ann.send_json(&authenticate("fresh")).await;
    assert_eq!(ann.receive_json().await, outcome(200, "OK", "OK"));
    house.revoke("short");
    advance(Duration::from_mins(2)).await;
    ann.refute_closed().await;
    // From now on, it is the fresh one that is looked at.
    app.channels().reauthorize("ann").await.unwrap();
    ann.refute_closed().await;
    house.revoke("fresh");
    app.channels().reauthorize("ann").await.unwrap();
    assert_eq!(ann.receive_json().await, outcome(401, "Unauthorized", "Invalid token."));
    ann.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_none_changes_nothing() {
    let (house, app, _) = open();
    house.token("short", "ann", Some(Duration::from_mins(1)));
    let mut ann = in_room(&app, "short").await;
    let another = "The credentials are not of this connection's user; connect anew.";
    house.token("late", "ann", Some(Duration::ZERO));
    let long = "x".repeat(9 * 1024);
    for (token, detail) in [
        ("forged", "Invalid token."),
        ("bob", another),
        ("late", "The credentials have expired."),
        ("", "Invalid token."),
        ("two\nlines", "Invalid token."),
        (&long, "The credentials are too long."),
    ] {
        ann.send_json(&authenticate(token)).await;
        assert_eq!(ann.receive_json().await, outcome(401, "Unauthorized", detail));
    }
    for (sent, kind, place) in [
        (json!({"action": "authenticate"}), "missing", json!(["authenticate", "payload"])),
        (
            json!({"action": "authenticate", "payload": {}}),
            "missing",
            json!(["authenticate", "payload", "token"]),
        ),
        (
            json!({"action": "authenticate", "payload": {"token": 7}}),
            "string_type",
            json!(["authenticate", "payload", "token"]),
        ),
    ] {
        ann.send_json(&sent).await;
        let answer = ann.receive_json().await;
        assert_eq!((&answer["payload"][0]["type"], &answer["payload"][0]["loc"]), (&json!(kind), &place));
    }
    let with = |mut request: Value, reference: Value| {
        request["ref"] = reference;
        request
    };
    // Nothing is asked of a token whose request is wrong.
    ann.send_json(&with(authenticate("ann"), json!(7))).await;
    assert_eq!(ann.receive_json().await["payload"][0]["loc"], json!(["ref"]));
    ann.send_json(&with(authenticate("forged"), json!("a"))).await;
    let mut answer = outcome(401, "Unauthorized", "Invalid token.");
    answer["version"] = json!(1);
    assert_eq!(ann.receive_json().await, with(answer, json!("a")));
    ann.send_message(WhoMessage).await;
    assert_eq!(ann.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
    house.revoke("short");
    assert_eq!(ann.receive_json().await, expired());
    ann.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn a_fresh_token_of_somebody_who_may_not_stay_ends_the_connection() {
    let (house, app, _) = open();
    let mut ann = in_room(&app, "ann").await;
    house.remove_member("ann");
    ann.send_json(&authenticate("ann")).await;
    let told = outcome(403, "Forbidden", "You are not a member of this room.");
    assert_eq!(ann.receive_json().await, told);
    assert_eq!(ann.receive_json().await, told);
    ann.assert_closed(4403).await;
}

#[tokio::test(start_paused = true)]
async fn nobody_becomes_somebody_on_an_open_connection() {
    let (_, app, _) = open();
    let mut client = app.communicator::<HallConsumer>("hall/").authenticated().await;
    client.send_json(&authenticate("ann")).await;
    assert_eq!(client.receive_json().await["payload"]["status_code"], 401);
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(None));
}

#[tokio::test(start_paused = true)]
async fn what_expired_before_it_came_is_not_let_in() {
    let (house, app, mut script) = open();
    house.token("late", "ann", Some(Duration::ZERO));
    let mut ann = at_room(&app, "late").connect().await.unwrap();
    assert_eq!(ann.receive_json().await, outcome(401, "Unauthorized", "The credentials have expired."));
    ann.assert_closed(4401).await;
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn expired_credentials_hold_no_longer_because_the_look_at_them_hangs() {
    let (house, app, _) = open();
    house.token("short", "ann", Some(Duration::from_mins(1)));
    let mut ann = in_room(&app, "short").await;
    house.trouble("authentication", Trouble::Hangs);
    advance(Duration::from_secs(65)).await;
    ann.send_message(WhoMessage).await;
    // Nothing is answered but that it could not be found out.
    assert_eq!(ann.refute_authenticated_status_ok().await.payload.status_code, 500);
    ann.assert_closed(4500).await;
}
