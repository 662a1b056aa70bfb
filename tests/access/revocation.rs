//! An application that ends a user's connections, or has them asked again.

use chanx::layer::InMemoryLayer;
use serde_json::{Value, json};

use super::house::{
    SilentRoomConsumer, TopicIsMessage, TopicMessage, Trouble, WaitMessage, WaitedMessage, WhoMessage,
    YouAreMessage, at_room, in_room, node, open,
};

fn disconnected() -> Value {
    json!({"action": "error", "payload": {
        "code": "disconnected",
        "detail": "The server ended this user's connections.",
    }})
}

fn not_a_member() -> Value {
    json!({"action": "authentication", "payload": {
        "status_code": 403,
        "status_text": "Forbidden",
        "data": {"detail": "You are not a member of this room."},
    }})
}

#[tokio::test(start_paused = true)]
async fn all_connections_of_a_user_end_on_all_nodes_and_nobody_elses() {
    let (house, _, _) = open();
    let layer = InMemoryLayer::new();
    let (here, there) = (node(&house, layer.clone()), node(&house, layer));
    let mut anns = [in_room(&here, "ann").await, in_room(&here, "ann").await, in_room(&there, "ann").await];
    let mut bob = in_room(&there, "bob").await;
    here.channels().disconnect_user("ann").await.unwrap();
    for ann in &mut anns {
        assert_eq!(ann.receive_json().await, disconnected());
        let closed = ann.closed().await;
        assert_eq!((closed.code, closed.reason.as_str()), (4401, "disconnected"));
    }
    bob.refute_closed().await;
    // It is no bar.
    in_room(&here, "ann").await.refute_closed().await;
    here.channels().disconnect_user("nobody").await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_runs_is_cancelled() {
    let (_, app, mut script) = open();
    let mut ann = in_room(&app, "ann").await;
    ann.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    app.channels().disconnect_user("ann").await.unwrap();
    assert_eq!(ann.receive_json().await, disconnected());
    ann.assert_closed(4401).await;
    script.assert_told("cancel wait").await;
    script.assert_told("ann left").await;
}

#[tokio::test(start_paused = true)]
async fn who_may_no_longer_stay_is_told_as_if_they_connected_now() {
    let (house, app, mut script) = open();
    let (mut ann, mut bob) = (in_room(&app, "ann").await, in_room(&app, "bob").await);
    house.remove_member("ann");
    // What a removal does not tell anybody ends nothing.
    ann.send_message(WhoMessage).await;
    ann.receive::<YouAreMessage>().await;
    app.channels().reauthorize("ann").await.unwrap();
    assert_eq!(ann.receive_json().await, not_a_member());
    ann.assert_closed(4403).await;
    script.assert_told("ann left").await;
    bob.refute_closed().await;
}

#[tokio::test(start_paused = true)]
async fn a_deleted_user_is_told_401() {
    let (house, app, _) = open();
    let mut ann = in_room(&app, "ann").await;
    house.revoke("ann");
    app.channels().reauthorize("ann").await.unwrap();
    assert_eq!(ann.receive_json().await["payload"]["status_code"], 401);
    ann.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn without_the_message_only_the_close_code_tells() {
    let (house, app, _) = open();
    let silent = app.communicator::<SilentRoomConsumer>("silent/1/").header("authorization", "Bearer ann");
    let mut ann = silent.connect().await.unwrap();
    house.remove_member("ann");
    app.channels().reauthorize("ann").await.unwrap();
    let closed = ann.closed().await;
    assert_eq!((closed.code, closed.reason.as_str()), (4403, "You are not a member of this room."));
    ann.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn who_may_stay_goes_on_with_the_object_as_it_is_now() {
    let (house, app, _) = open();
    let mut ann = in_room(&app, "ann").await;
    house.topic("sports");
    ann.send_message(TopicMessage).await;
    assert_eq!(ann.receive::<TopicIsMessage>().await, TopicIsMessage("weather".into()));
    app.channels().reauthorize("ann").await.unwrap();
    ann.assert_nothing().await;
    ann.send_message(TopicMessage).await;
    assert_eq!(ann.receive::<TopicIsMessage>().await, TopicIsMessage("sports".into()));
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_runs_meanwhile_is_not_disturbed_unless_the_answer_is_no() {
    let (house, app, mut script) = open();
    let mut ann = in_room(&app, "ann").await;
    ann.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    app.channels().reauthorize("ann").await.unwrap();
    ann.assert_nothing().await;
    script.open(1);
    script.assert_told("end wait").await;
    ann.receive::<WaitedMessage>().await;

    ann.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    house.remove_member("ann");
    app.channels().reauthorize("ann").await.unwrap();
    assert_eq!(ann.receive_json().await, not_a_member());
    ann.assert_closed(4403).await;
    script.assert_told("cancel wait").await;
}

#[tokio::test(start_paused = true)]
async fn a_removal_while_a_check_runs_is_not_missed() {
    let (house, app, mut script) = open();
    let mut ann = in_room(&app, "ann").await;
    house.trouble("permission", Trouble::Waits);
    app.channels().reauthorize("ann").await.unwrap();
    // This check has seen that she is a member.
    script.assert_told("begin permission").await;
    house.remove_member("ann");
    app.channels().reauthorize("ann").await.unwrap();
    house.no_trouble();
    script.open(1);
    script.assert_told("end permission").await;
    assert_eq!(ann.receive_json().await, not_a_member());
    ann.assert_closed(4403).await;
}

#[tokio::test(start_paused = true)]
async fn a_removal_while_the_connection_is_opened_is_not_missed() {
    let (house, app, mut script) = open();
    for step in ["authentication", "permission"] {
        house.trouble(step, Trouble::Waits);
        let mut ann = at_room(&app, "ann").connect().await.unwrap();
        script.assert_told(&format!("begin {step}")).await;
        house.revoke("ann");
        app.channels().disconnect_user("ann").await.unwrap();
        house.no_trouble();
        script.open(1);
        script.assert_told(&format!("end {step}")).await;
        ann.assert_authenticated_status_ok().await;
        assert_eq!(ann.receive_json().await["payload"]["status_code"], 401, "{step}");
        ann.assert_closed(4401).await;
        script.assert_told("ann left").await;
        house.token("ann", "ann", None);
    }
}

#[tokio::test(start_paused = true)]
async fn a_check_that_hangs_or_fails_ends_the_connection_with_4500() {
    let (house, app, _) = open();
    for trouble in [Trouble::Hangs, Trouble::Fails, Trouble::Panics] {
        let mut ann = in_room(&app, "ann").await;
        house.trouble("permission", trouble);
        app.channels().reauthorize("ann").await.unwrap();
        assert_eq!(ann.receive_json().await["payload"]["status_code"], 500, "{trouble:?}");
        ann.assert_closed(4500).await;
        house.no_trouble();
    }
}

#[tokio::test(start_paused = true)]
async fn a_fresh_token_that_is_revoked_while_it_is_looked_at_is_not_missed() {
    let (house, app, mut script) = open();
    let mut ann = in_room(&app, "ann").await;
    house.token("fresh", "ann", None);
    house.trouble("authentication", Trouble::Waits);
    ann.send_json(&json!({"action": "authenticate", "payload": {"token": "fresh"}})).await;
    script.assert_told("begin authentication").await;
    house.no_trouble();
    house.revoke("fresh");
    app.channels().reauthorize("ann").await.unwrap();
    // The former token passes.
    ann.assert_nothing().await;
    script.open(1);
    script.assert_told("end authentication").await;
    assert_eq!(ann.receive_json().await["payload"]["status_code"], 200);
    assert_eq!(ann.receive_json().await["payload"]["status_code"], 401);
    ann.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn what_was_found_before_an_order_does_not_replace_what_was_found_after_it() {
    let (house, app, mut script) = open();
    let mut ann = in_room(&app, "ann").await;
    house.trouble("object", Trouble::Waits);
    ann.send_json(&json!({"action": "authenticate", "payload": {"token": "ann"}})).await;
    script.assert_told("begin object").await;
    house.no_trouble();
    house.topic("sports");
    app.channels().reauthorize("ann").await.unwrap();
    ann.assert_nothing().await;
    script.open(1);
    script.assert_told("end object").await;
    assert_eq!(ann.receive_json().await["payload"]["status_code"], 200);
    ann.assert_nothing().await;
    ann.send_message(TopicMessage).await;
    assert_eq!(ann.receive::<TopicIsMessage>().await, TopicIsMessage("sports".into()));
}
