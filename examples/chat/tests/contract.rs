//! What clients may rely on.

use chanx_testing::{Replay, assert_contract, check_contract};
use serde_json::json;

use crate::support::{Client, House, on_both_databases, sqlite};

/// The path of a room of the client's own.
async fn own_room(client: &mut Client) -> String {
    let (_, room) = client.post("/api/rooms", &json!({"name": "Tea"})).await;
    format!("/ws/rooms/{}/", room["id"].as_str().unwrap())
}

/// Clients that are out there go on working: what changes shows in this file, and what breaks them fails the test.
#[chanx_testing::test(real_time)]
async fn it_is_the_one_that_clients_know() {
    let house = House::open(sqlite()).await;
    assert_contract!(house.app, "contracts/chat.json");
}

on_both_databases! {
    async fn it_is_kept_whatever_clients_send(house: House) {
        let mut ann = house.sign_up("ann").await;
        let room = own_room(&mut ann).await;
        let credentials = ann.credentials();
        check_contract(&house.app)
            .path("ws/rooms/<uuid:room_id>/", &room)
            .path("ws/notifications/", "/ws/notifications/")
            .connecting(|connect| connect.credentials(&credentials))
            .cases(24)
            .await;
    }

    async fn a_talk_that_was_recorded_goes_on_as_it_went(house: House) {
        let mut ann = house.sign_up("ann").await;
        let room = own_room(&mut ann).await;
        let credentials = ann.credentials();
        Replay::load("tests/recordings/tea.jsonl")
            // Sessions are not recorded, and each room has an id of its own.
            .connecting(move |connect, _| connect.to(&room).credentials(&credentials))
            .run(&house.app)
            .await;
    }
}
