//! Rooms and their members, over HTTP.

use serde_json::{Value, json};

use crate::support::{Client, House, on_both_databases};

async fn create(client: &mut Client, name: &str, is_private: bool) -> String {
    let (status, room) = client.post("/api/rooms", &json!({"name": name, "is_private": is_private})).await;
    assert_eq!(status, 201);
    room["id"].as_str().unwrap().to_owned()
}

/// What a list of rooms says of one.
async fn seen(client: &mut Client, name: &str) -> Option<Value> {
    let (_, rooms) = client.get("/api/rooms").await;
    rooms.as_array().unwrap().iter().find(|room| room["name"] == name).cloned()
}

on_both_databases! {
    async fn public_rooms_are_seen_and_joined_and_private_ones_are_not(house: House) {
        let (mut ann, mut bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let tea = create(&mut ann, "  Tea ", false).await;
        let vault = create(&mut ann, "Vault", true).await;
        let own = seen(&mut ann, "Vault").await.unwrap();
        assert_eq!((&own["is_owner"], &own["is_member"], &own["is_private"]), (&json!(true), &json!(true), &json!(true)));
        assert_eq!(seen(&mut bob, "Vault").await, None);
        assert_eq!(seen(&mut bob, "Tea").await.unwrap()["is_member"], false);
        assert_eq!(bob.post(&format!("/api/rooms/{vault}/membership"), &json!(null)).await.0, 403);
        for _ in 0..2 {
            assert_eq!(bob.post(&format!("/api/rooms/{tea}/membership"), &json!(null)).await.0, 204);
        }
        assert_eq!(seen(&mut bob, "Tea").await.unwrap()["is_member"], true);
        assert_eq!(bob.delete(&format!("/api/rooms/{tea}/membership")).await.0, 204);
        assert_eq!(seen(&mut bob, "Tea").await.unwrap()["is_member"], false);
        assert_eq!(ann.delete(&format!("/api/rooms/{tea}/membership")).await.0, 409);
    }

    async fn only_the_owner_removes_and_mutes_and_only_members_add(house: House) {
        let (mut ann, mut bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let vault = create(&mut ann, "Vault", true).await;
        let members = format!("/api/rooms/{vault}/members");
        assert_eq!(bob.get(&members).await.0, 403);
        assert_eq!(bob.post(&members, &json!({"username": "bob"})).await.0, 403);
        assert_eq!(ann.post(&members, &json!({"username": "nobody"})).await.0, 404);
        assert_eq!(ann.post(&members, &json!({"username": "bob"})).await.0, 204);
        assert_eq!(bob.delete(&format!("{members}/ann")).await.0, 403);
        assert_eq!(bob.put(&format!("{members}/ann/muted"), &json!({"is_muted": true})).await.0, 403);
        assert_eq!(ann.delete(&format!("{members}/ann")).await.0, 409);
        assert_eq!(ann.put(&format!("{members}/bob/muted"), &json!({"is_muted": true})).await.0, 204);
        let told = json!([{"username": "ann", "is_muted": false}, {"username": "bob", "is_muted": true}]);
        assert_eq!(bob.get(&members).await.1, told);
        assert_eq!(ann.delete(&format!("{members}/bob")).await.0, 204);
        assert_eq!(bob.get(&members).await.0, 403);
    }

    async fn who_was_removed_comes_back_by_a_members_word_alone(house: House) {
        let (mut ann, mut bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let tea = create(&mut ann, "Tea", false).await;
        let (own, members) = (format!("/api/rooms/{tea}/membership"), format!("/api/rooms/{tea}/members"));
        // Only who is in can be removed.
        assert_eq!(ann.delete(&format!("{members}/bob")).await.0, 204);
        assert_eq!(bob.post(&own, &json!(null)).await.0, 204);
        assert_eq!(ann.delete(&format!("{members}/bob")).await.0, 204);
        let (status, answer) = bob.post(&own, &json!(null)).await;
        let why = json!({"detail": "You were removed from this room: a member must add you."});
        assert_eq!((status.as_u16(), answer), (403, why));
        assert_eq!(ann.post(&members, &json!({"username": "bob"})).await.0, 204);
        assert_eq!(seen(&mut bob, "Tea").await.unwrap()["is_member"], true);
        // Who left may come back.
        assert_eq!(bob.delete(&own).await.0, 204);
        assert_eq!(bob.post(&own, &json!(null)).await.0, 204);
    }

    async fn rooms_have_a_name_of_their_own(house: House) {
        let mut ann = house.sign_up("ann").await;
        create(&mut ann, "Tea", false).await;
        let long = "a".repeat(61);
        for (name, status) in [("Tea", 409), ("", 422), (" ", 422), ("a\nb", 422), (long.as_str(), 422)] {
            assert_eq!(ann.post("/api/rooms", &json!({"name": name})).await.0, status, "{name}");
        }
        create(&mut ann, &"é".repeat(60), false).await;
    }

    async fn nothing_is_told_to_who_is_not_logged_in(house: House) {
        let mut ann = house.sign_up("ann").await;
        let tea = create(&mut ann, "Tea", false).await;
        let mut nobody = house.stranger();
        assert_eq!(nobody.get("/api/rooms").await.0, 401);
        assert_eq!(nobody.post("/api/rooms", &json!({"name": "x"})).await.0, 401);
        assert_eq!(nobody.post(&format!("/api/rooms/{tea}/membership"), &json!(null)).await.0, 401);
        assert_eq!(nobody.get(&format!("/api/rooms/{tea}/members")).await.0, 401);
        assert_eq!(nobody.delete("/api/me").await.0, 401);
    }
}
