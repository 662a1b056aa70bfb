//! Who may send a message.

use serde_json::{Value, json};

use super::house::{
    HallConsumer, SaidMessage, SayMessage, Trouble, WhoMessage, YouAreMessage, in_room, open,
};

fn denied(detail: &str) -> Value {
    json!({"action": "error", "payload": {"code": "permission_denied", "detail": detail}})
}

#[tokio::test(start_paused = true)]
async fn a_message_that_may_not_be_sent_is_answered_and_the_connection_goes_on() {
    let (house, app, _) = open();
    let mut ann = in_room(&app, "ann").await;
    ann.send_message(SayMessage("one".into())).await;
    ann.receive_group::<SaidMessage>().await;
    house.silence("ann");
    ann.send_message(SayMessage("two".into())).await;
    assert_eq!(ann.receive_json().await, denied("No `say` for you."));
    // Also before anything is said of its contents.
    ann.send_json(&json!({"action": "say", "payload": 7})).await;
    assert_eq!(ann.receive_json().await, denied("No `say` for you."));
    ann.send_message(WhoMessage).await;
    assert_eq!(ann.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
    ann.refute_closed().await;
}

#[tokio::test(start_paused = true)]
async fn who_is_not_known_is_told_that() {
    let (_, app, _) = open();
    let mut client = app.communicator::<HallConsumer>("hall/").authenticated().await;
    client.send_message(SayMessage("hello".into())).await;
    assert_eq!(client.receive_json().await, denied("Authentication credentials were not provided."));
    client.refute_closed().await;
}

#[tokio::test(start_paused = true)]
async fn a_permission_that_hangs_or_fails_is_a_message_that_failed() {
    let (house, app, _) = open();
    let mut ann = in_room(&app, "ann").await;
    let failed = json!({"action": "error", "payload": {"detail": "Failed to process message"}});
    for trouble in [Trouble::Fails, Trouble::Hangs] {
        house.trouble("speaking", trouble);
        ann.send_message(SayMessage("one".into())).await;
        assert_eq!(ann.receive_json().await, failed, "{trouble:?}");
    }
    house.no_trouble();
    ann.send_message(SayMessage("two".into())).await;
    ann.receive_group::<SaidMessage>().await;
    house.trouble("speaking", Trouble::Panics);
    ann.send_message(SayMessage("three".into())).await;
    ann.assert_closed(1011).await;
}

#[tokio::test(start_paused = true)]
async fn what_a_user_says_is_mine_on_all_connections_of_that_user() {
    let (_, app, _) = open();
    let (mut desk, mut phone) = (in_room(&app, "ann").await, in_room(&app, "ann").await);
    let mut bob = in_room(&app, "bob").await;
    desk.send_message(SayMessage("hello".into())).await;
    let seen = [
        desk.receive_group::<SaidMessage>().await,
        phone.receive_group::<SaidMessage>().await,
        bob.receive_group::<SaidMessage>().await,
    ];
    let whose = seen.map(|received| (received.is_mine, received.is_current));
    assert_eq!(whose, [(true, true), (true, false), (false, false)]);
}
