//! Rooms and notifications, live.

use chanx::prelude::*;
use chat::sockets::{ChatMessage, SaidMessage, SomebodyTypesMessage, TypingMessage};
use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::support::{Client, House, on_both_databases};

fn words(text: &str) -> ChatMessage {
    serde_json::from_value(json!({"action": "chat", "payload": {"text": text}})).unwrap()
}

async fn tea(ann: &mut Client, members: &[&str]) -> String {
    let (_, room) = ann.post("/api/rooms", &json!({"name": "Tea", "is_private": true})).await;
    let id = room["id"].as_str().unwrap().to_owned();
    for username in members {
        let body = json!({"username": username});
        assert_eq!(ann.post(&format!("/api/rooms/{id}/members"), &body).await.0, 204);
    }
    id
}

on_both_databases! {
    async fn members_chat_and_each_sees_what_is_their_own(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let room = tea(&mut ann, &["bob"]).await;
        let (mut desk, mut phone) = (house.in_room(&ann, &room).await, house.in_room(&ann, &room).await);
        let mut other = house.in_room(&bob, &room).await;
        desk.send_message(TypingMessage).await;
        assert_eq!(other.receive_group::<SomebodyTypesMessage>().await.message.payload, "ann");
        phone.receive_group::<SomebodyTypesMessage>().await;
        desk.send_message(words("hello")).await;
        for (client, is_mine) in [(&mut desk, true), (&mut phone, true), (&mut other, false)] {
            let said = client.receive_group::<SaidMessage>().await;
            assert_eq!((said.message.payload.text.as_str(), said.is_mine), ("hello", is_mine));
        }
        // It is there for who comes later.
        let mut late = house.room(&bob, &room).authenticated().await;
        let history = late.receive_json().await;
        assert_eq!(history["payload"]["room"], "Tea");
        assert_eq!(history["payload"]["posts"], json!([{"username": "ann", "text": "hello", "is_mine": false}]));
    }

    async fn strangers_are_told_why_they_may_not_enter(house: House) {
        let (mut ann, eve) = (house.sign_up("ann").await, house.sign_up("eve").await);
        let room = tea(&mut ann, &[]).await;
        let mut refused = house.room(&eve, &room).connect().await.unwrap();
        let told = refused.refute_authenticated_status_ok().await.payload;
        assert_eq!((told.status_code, told.data.detail.as_str()), (403, "You are not a member of this room."));
        refused.assert_closed(4403).await;
        let mut refused = house.room(&house.stranger(), &room).connect().await.unwrap();
        assert_eq!(refused.refute_authenticated_status_ok().await.payload.status_code, 401);
        refused.assert_closed(4401).await;
        let absent = Uuid::new_v4().to_string();
        let mut refused = house.room(&ann, &absent).connect().await.unwrap();
        assert_eq!(refused.refute_authenticated_status_ok().await.payload.status_code, 404);
        refused.assert_closed(4404).await;
        assert_eq!(house.room(&ann, "1").connect().await.unwrap_err().status.as_u16(), 404);
        // A page of another site has the visitor's cookie, and is refused before the upgrade.
        let foreign = house.room(&ann, &room).origin("https://evil.test").connect().await.unwrap_err();
        assert_eq!(foreign.status.as_u16(), 403);
    }

    async fn half_a_request_and_an_open_socket_do_not_keep_the_server_from_ending(house: House) {
        let ann = house.sign_up("ann").await;
        let mut socket = house.notifications(&ann).await;
        let mut half = TcpStream::connect(house.address).await.unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nhost: ").await.unwrap();
        house.close().await;
        socket.assert_closed(1012).await;
        drop(half);
    }

    async fn administrators_enter_every_room(house: House) {
        let mut ann = house.sign_up("ann").await;
        let room = tea(&mut ann, &[]).await;
        let mut demo = house.stranger();
        let credentials = json!({"username": "demo", "password": "demo-demo"});
        assert_eq!(demo.post("/api/session", &credentials).await.0, 200);
        let mut socket = house.in_room(&demo, &room).await;
        socket.send_message(words("good evening")).await;
        assert!(socket.receive_group::<SaidMessage>().await.is_mine);
    }

    async fn who_is_removed_loses_the_socket_and_is_told_why(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let room = tea(&mut ann, &["bob"]).await;
        let (mut mine, mut his) = (house.in_room(&ann, &room).await, house.in_room(&bob, &room).await);
        assert_eq!(ann.delete(&format!("/api/rooms/{room}/members/bob")).await.0, 204);
        let told = his.receive_json().await;
        assert_eq!(told["payload"]["data"]["detail"], "ann removed you from this room.");
        his.assert_closed(4403).await;
        mine.send_message(words("alone")).await;
        mine.receive_group::<SaidMessage>().await;
        mine.refute_closed().await;
    }

    async fn who_is_muted_may_read_and_not_speak(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let room = tea(&mut ann, &["bob"]).await;
        let (mut mine, mut his) = (house.in_room(&ann, &room).await, house.in_room(&bob, &room).await);
        let muted = format!("/api/rooms/{room}/members/bob/muted");
        assert_eq!(ann.put(&muted, &json!({"is_muted": true})).await.0, 204);
        his.send_message(words("hello")).await;
        let told = json!({"action": "error", "payload": {
            "code": "permission_denied", "detail": "You are muted in this room.",
        }});
        assert_eq!(his.receive_json().await, told);
        mine.send_message(words("quiet")).await;
        assert_eq!(his.receive_group::<SaidMessage>().await.message.payload.text, "quiet");
        assert_eq!(ann.put(&muted, &json!({"is_muted": false})).await.0, 204);
        his.send_message(words("thanks")).await;
        assert!(his.receive_group::<SaidMessage>().await.is_mine);
    }

    async fn who_is_added_is_notified_wherever_they_are(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let (mut desk, mut phone) = (house.notifications(&bob).await, house.notifications(&bob).await);
        let mut not_hers = house.notifications(&ann).await;
        let room = tea(&mut ann, &["bob"]).await;
        let told = json!({"action": "added", "payload": {"by": "ann", "room_id": room, "room": "Tea"}});
        assert_eq!(desk.receive_json().await, told);
        assert_eq!(phone.receive_json().await, told);
        not_hers.assert_nothing().await;
    }

    async fn what_cannot_be_said_is_answered(house: House) {
        let mut ann = house.sign_up("ann").await;
        let room = tea(&mut ann, &[]).await;
        let mut mine = house.in_room(&ann, &room).await;
        for (text, kind) in [(String::new(), "string_too_short"), ("a".repeat(2001), "string_too_long")] {
            mine.send_json(&json!({"action": "chat", "payload": {"text": text}})).await;
            assert_eq!(mine.receive_json().await["payload"][0]["type"], kind);
        }
        mine.send_message(words(&"ä".repeat(2000))).await;
        mine.receive_group::<SaidMessage>().await;
    }
}
