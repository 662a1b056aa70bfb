//! Who is let in, and what the others are told: by a message, or by an HTTP status.

use chanx::Settings;
use chanx_testing::{Communicator, Connect};
use http::header::WWW_AUTHENTICATE;
use serde_json::{Value, json};

use super::house::{
    HallConsumer, RoomConsumer, SilentRoomConsumer, WhoMessage, YouAreMessage, at_room, in_room, open,
    open_with,
};

fn outcome(code: u16, text: &str, detail: &str) -> Value {
    json!({"action": "authentication", "payload": {
        "status_code": code, "status_text": text, "data": {"detail": detail},
    }})
}

async fn assert_refused(client: Connect<RoomConsumer>, code: u16, text: &str, detail: &str) {
    let mut client: Communicator<RoomConsumer> = client.connect().await.unwrap();
    assert_eq!(client.receive_json().await, outcome(code, text, detail));
    let closed = client.closed().await;
    assert_eq!((closed.code, closed.reason.as_str()), (4000 + code, detail));
    client.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_member_is_let_in_and_known() {
    let (_, app, mut script) = open();
    let mut client = in_room(&app, "ann").await;
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
    client.disconnect().await;
    script.assert_told("ann left").await;
}

#[tokio::test(start_paused = true)]
async fn the_others_are_told_why_by_a_message_and_a_close_code() {
    let (_, app, mut script) = open();
    let nobody = || app.communicator("rooms/1/");
    assert_refused(nobody(), 401, "Unauthorized", "Authentication credentials were not provided.").await;
    assert_refused(at_room(&app, "forged"), 401, "Unauthorized", "Invalid token.").await;
    assert_refused(at_room(&app, "eve"), 403, "Forbidden", "You are not a member of this room.").await;
    let absent = app.communicator("rooms/7/").header("authorization", "Bearer ann");
    assert_refused(absent, 404, "Not Found", "Not found.").await;
    // Who is not known does not learn what there is.
    let absent = app.communicator("rooms/7/");
    assert_refused(absent, 401, "Unauthorized", "Authentication credentials were not provided.").await;
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn without_the_message_they_are_refused_before_the_upgrade() {
    let (_, app, _) = open();
    for http2 in [false, true] {
        for (path, token, status, detail) in [
            ("silent/1/", None, 401, "Authentication credentials were not provided.\n"),
            ("silent/1/", Some("forged"), 401, "Invalid token.\n"),
            ("silent/1/", Some("eve"), 403, "You are not a member of this room.\n"),
            ("silent/7/", Some("ann"), 404, "Not found.\n"),
        ] {
            let mut client = app.communicator::<SilentRoomConsumer>(path);
            if let Some(token) = token {
                client = client.header("authorization", &format!("Bearer {token}"));
            }
            if http2 {
                client = client.http2();
            }
            let refused = client.connect().await.unwrap_err();
            assert_eq!(
                (refused.status.as_u16(), &refused.body[..]),
                (status, detail.as_bytes()),
                "{token:?}"
            );
            let challenge = refused.headers.get(WWW_AUTHENTICATE).map(|value| value.to_str().unwrap());
            // RFC 9110 section 15.5.2: a 401 says how; the consumer's first authentication counts.
            assert_eq!(challenge, (status == 401).then_some("Name"));
        }
        let mut client =
            app.communicator::<SilentRoomConsumer>("silent/1/").header("authorization", "Bearer ann");
        if http2 {
            client = client.http2();
        }
        let mut client = client.connect().await.unwrap();
        client.send_message(WhoMessage).await;
        assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
    }
}

#[tokio::test(start_paused = true)]
async fn a_malformed_parameter_is_no_path_at_all() {
    let (_, app, _) = open();
    for path in ["rooms/one/", "rooms/99999999999/", "silent/-1/"] {
        let refused = app.communicator::<RoomConsumer>(path).connect().await.unwrap_err();
        assert_eq!(refused.status.as_u16(), 404, "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_authentication_that_knows_the_credentials_decides() {
    let (_, app, _) = open();
    // The second one, where the first has nothing to look at.
    let mut client =
        app.communicator::<RoomConsumer>("rooms/1/").header("x-name", "bob").authenticated().await;
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("bob".into())));
    // Both: the first one.
    let mut client = at_room(&app, "ann").header("x-name", "bob").authenticated().await;
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
    // Wrong credentials are not made good by others.
    let forged = at_room(&app, "forged").header("x-name", "bob");
    assert_refused(forged, 401, "Unauthorized", "Invalid token.").await;
}

#[tokio::test(start_paused = true)]
async fn one_of_two_permissions_is_enough_and_the_first_reason_is_told() {
    let (_, app, _) = open();
    let mut client = in_room(&app, "root").await;
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("root".into())));
    assert_refused(at_room(&app, "eve"), 403, "Forbidden", "You are not a member of this room.").await;
}

#[tokio::test(start_paused = true)]
async fn anonymous_people_get_in_where_the_user_is_an_option() {
    let (_, app, _) = open();
    let mut client = app.communicator::<HallConsumer>("hall/").authenticated().await;
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(None));
    let hall = || app.communicator::<HallConsumer>("hall/");
    let mut client = hall().header("authorization", "Bearer ann").authenticated().await;
    client.send_message(WhoMessage).await;
    assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
    // Wrong credentials are no anonymity.
    let mut client = hall().header("authorization", "Bearer forged").connect().await.unwrap();
    assert_eq!(client.receive_json().await, outcome(401, "Unauthorized", "Invalid token."));
    client.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn credentials_are_at_most_8_kib_unless_the_settings_say_otherwise() {
    let long = |bytes: usize| "x".repeat(bytes - "Bearer ".len());
    let told = "The credentials are too long.";
    for (settings, most) in [
        (Settings::default(), 8 * 1024),
        (Settings { max_credentials_size: 100, ..Settings::default() }, 100),
    ] {
        let (house, app, _) = open_with(settings);
        house.token(&long(most), "ann", None);
        in_room(&app, &long(most)).await;
        house.token(&long(most + 1), "ann", None);
        assert_refused(at_room(&app, &long(most + 1)), 401, "Unauthorized", told).await;
        assert_refused(at_room(&app, "ann").cookie("c", &long(most + 10)), 401, "Unauthorized", told).await;
        assert_refused(at_room(&app, "ann").query("q", &long(most + 10)), 401, "Unauthorized", told).await;
        let refused =
            app.communicator::<SilentRoomConsumer>("silent/1/").header("authorization", &long(most + 10));
        assert_eq!(refused.connect().await.unwrap_err().status.as_u16(), 401);
    }
}
