//! Rooms and notifications, live: several users in each test, each with a session of their own; the whole site runs in
//! memory, the database is a real one.

use std::time::Duration;

use chanx::{prelude::*, wire::ErrorPayload};
use chanx_testing::{
    assert_handles, assert_not_handles, assert_not_sends, assert_sends, connect_all, remote,
};
use chat::{
    Server,
    sockets::{
        Added, ChatMessage, HistoryMessage, NotificationConsumer, NotificationMessage, NotifyEvent,
        RoomConsumer, SaidMessage, SomebodyTypesMessage, TypingMessage, Words,
    },
};
use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream, sync::oneshot, time::timeout};

use crate::support::{Client, House, on_both_databases};

assert_handles!(RoomConsumer, ChatMessage, TypingMessage, PingMessage);
assert_sends!(RoomConsumer, HistoryMessage, SaidMessage, SomebodyTypesMessage, PongMessage);
assert_sends!(NotificationConsumer, NotificationMessage);
// Events stay inside, and nobody says what they are told.
assert_not_sends!(NotificationConsumer, NotifyEvent);
assert_not_handles!(RoomConsumer, SaidMessage, HistoryMessage);
assert_not_handles!(NotificationConsumer, NotificationMessage, ChatMessage);

fn words(text: &str) -> ChatMessage {
    ChatMessage { payload: Words { text: text.to_owned() } }
}

/// A private room of Ann's, with members.
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
        let (mut desk, mut phone, mut other) = (ann.enters(&room).await, ann.enters(&room).await, bob.enters(&room).await);
        desk.send_message(TypingMessage).await;
        assert_eq!(other.receive_group::<SomebodyTypesMessage>().await.message.payload, "ann");
        phone.receive_group::<SomebodyTypesMessage>().await;
        desk.send_message(words("hello")).await;
        for (client, is_mine) in [(&mut desk, true), (&mut phone, true), (&mut other, false)] {
            let said = client.receive_group::<SaidMessage>().await;
            assert_eq!((said.message.payload.text.as_str(), said.is_mine), ("hello", is_mine));
        }
        // It is there for who comes later.
        let mut late = bob.room(&room).authenticated().await;
        let history = late.receive::<HistoryMessage>().await.payload;
        assert_eq!((history.room.as_str(), history.posts.len()), ("Tea", 1));
        let post = &history.posts[0];
        assert_eq!((post.username.as_str(), post.text.as_str(), post.is_mine), ("ann", "hello", false));
    }

    async fn a_whole_crowd_hears_each_of_them(house: House) {
        let [ann, bob, cem, dora] = house.app.users(["ann", "bob", "cem", "dora"]).await;
        let request = |body| http::Request::post("/api/rooms").header("content-type", "application/json").body(body);
        let created = ann.request(request(r#"{"name": "Hall"}"#).unwrap()).await;
        let room: serde_json::Value = serde_json::from_slice(created.body()).unwrap();
        let (id, path) = (room["id"].as_str().unwrap(), format!("/ws/rooms/{}/", room["id"].as_str().unwrap()));
        for user in [&bob, &cem, &dora] {
            let join = http::Request::post(format!("/api/rooms/{id}/membership")).body("").unwrap();
            assert_eq!(user.request(join).await.status(), 204);
        }
        let mut crowd = connect_all::<RoomConsumer, 4>([&ann, &bob, &cem, &dora], &path).await;
        for client in &mut crowd {
            client.receive::<HistoryMessage>().await;
        }
        for speaker in 0..crowd.len() {
            crowd[speaker].send_message(words("hello")).await;
            for (listener, client) in crowd.iter_mut().enumerate() {
                assert_eq!(client.receive_group::<SaidMessage>().await.is_current, listener == speaker);
            }
        }
    }

    async fn strangers_are_told_why_they_may_not_enter(house: House) {
        let (mut ann, eve) = (house.sign_up("ann").await, house.sign_up("eve").await);
        let room = tea(&mut ann, &[]).await;
        let mut refused = eve.room(&room).connect().await.unwrap();
        let told = refused.refute_authenticated_status_ok().await.payload;
        assert_eq!((told.status_code, told.data.detail.as_str()), (403, "You are not a member of this room."));
        refused.assert_closed(4403).await;
        let mut refused = house.stranger().room(&room).connect().await.unwrap();
        assert_eq!(refused.refute_authenticated_status_ok().await.payload.status_code, 401);
        refused.assert_closed(4401).await;
        let absent = Uuid::new_v4().to_string();
        let mut refused = ann.room(&absent).connect().await.unwrap();
        assert_eq!(refused.refute_authenticated_status_ok().await.payload.status_code, 404);
        refused.assert_closed(4404).await;
        assert_eq!(ann.room("1").connect().await.unwrap_err().status.as_u16(), 404);
        // A page of another site has the visitor's cookie, and is refused before the upgrade.
        let foreign = ann.room(&room).origin("https://evil.test").connect().await.unwrap_err();
        assert_eq!(foreign.status.as_u16(), 403);
    }

    async fn half_a_request_and_an_open_socket_do_not_keep_the_server_from_ending(house: House) {
        let ann = house.sign_up("ann").await;
        // Another server, with the same accounts.
        let server = Server::bind(&house.config).await.unwrap();
        let address = server.address().unwrap();
        let (end, asked_to_end) = oneshot::channel::<()>();
        let serving = tokio::spawn(server.serve(async { drop(asked_to_end.await) }));
        let connect = remote::<NotificationConsumer>(address, "/ws/notifications/");
        let mut socket = connect.credentials(&ann.credentials()).authenticated().await;
        let mut half = TcpStream::connect(address).await.unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nhost: ").await.unwrap();
        drop(end);
        timeout(Duration::from_mins(1), serving).await.expect("it ends").unwrap().unwrap();
        socket.assert_closed(1012).await;
        drop(half);
    }

    async fn administrators_enter_every_room(house: House) {
        let mut ann = house.sign_up("ann").await;
        let room = tea(&mut ann, &[]).await;
        let mut demo = house.stranger();
        let credentials = json!({"username": "demo", "password": "demo-demo"});
        assert_eq!(demo.post("/api/session", &credentials).await.0, 200);
        let mut socket = demo.enters(&room).await;
        socket.send_message(words("good evening")).await;
        assert!(socket.receive_group::<SaidMessage>().await.is_mine);
    }

    async fn who_is_removed_loses_the_socket_and_is_told_why(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let room = tea(&mut ann, &["bob"]).await;
        let (mut mine, mut his) = (ann.enters(&room).await, bob.enters(&room).await);
        assert_eq!(ann.delete(&format!("/api/rooms/{room}/members/bob")).await.0, 204);
        let told = his.refute_authenticated_status_ok().await.payload;
        assert_eq!((told.status_code, told.data.detail.as_str()), (403, "ann removed you from this room."));
        his.assert_closed(4403).await;
        mine.send_message(words("alone")).await;
        mine.receive_group::<SaidMessage>().await;
        mine.refute_closed().await;
    }

    async fn who_is_muted_may_read_and_not_speak(house: House) {
        let (mut ann, mut bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let room = tea(&mut ann, &["bob"]).await;
        let (mut mine, mut his) = (ann.enters(&room).await, bob.enters(&room).await);
        let muted = format!("/api/rooms/{room}/members/bob/muted");
        assert_eq!(ann.put(&muted, &json!({"is_muted": true})).await.0, 204);
        his.send_message(words("hello")).await;
        let told = ErrorPayload::Limit {
            code: "permission_denied".to_owned(),
            detail: "You are muted in this room.".to_owned(),
        };
        assert_eq!(his.receive_error().await, told);
        mine.send_message(words("quiet")).await;
        assert_eq!(his.receive_group::<SaidMessage>().await.message.payload.text, "quiet");
        // Leaving and coming back is no way out.
        let own = format!("/api/rooms/{room}/membership");
        assert_eq!(bob.delete(&own).await.0, 204);
        his.assert_closed(4403).await;
        assert_eq!(ann.post(&format!("/api/rooms/{room}/members"), &json!({"username": "bob"})).await.0, 204);
        let mut his = bob.enters(&room).await;
        his.send_message(words("hello again")).await;
        his.receive_error().await;
        assert_eq!(ann.put(&muted, &json!({"is_muted": false})).await.0, 204);
        his.send_message(words("thanks")).await;
        assert!(his.receive_group::<SaidMessage>().await.is_mine);
    }

    async fn who_is_added_is_notified_wherever_they_are(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let (mut desk, mut phone) = (bob.listens().await, bob.listens().await);
        let mut not_hers = ann.listens().await;
        let room = tea(&mut ann, &["bob"]).await;
        for client in [&mut desk, &mut phone] {
            let Added { by, room_id, room: name } = client.receive::<NotificationMessage>().await.payload;
            assert_eq!((by.as_str(), &room_id, name.as_str()), ("ann", &room, "Tea"));
        }
        not_hers.assert_nothing().await;
    }

    async fn an_event_is_raised_once_whoever_listens(house: House) {
        let mut ann = house.sign_up("ann").await;
        house.sign_up("bob").await;
        let raised = house.app.suppress();
        tea(&mut ann, &["bob"]).await;
        let all = raised.all();
        assert_eq!(all.len(), 1);
        assert!(all[0].is_event && all[0].to.starts_with("account_"));
        let NotifyEvent { payload } = raised.assert_raised(&all[0].to).await;
        assert_eq!((payload.by.as_str(), payload.room.as_str()), ("ann", "Tea"));
        let no_room = json!({"username": "nobody"});
        assert_eq!(ann.post(&format!("/api/rooms/{}/members", payload.room_id), &no_room).await.0, 404);
        raised.refute_raised::<NotifyEvent>(&all[0].to).await;
    }

    async fn what_cannot_be_said_is_answered(house: House) {
        let mut ann = house.sign_up("ann").await;
        let room = tea(&mut ann, &[]).await;
        let mut mine = ann.enters(&room).await;
        for (text, kind) in [(String::new(), "string_too_short"), ("a".repeat(2001), "string_too_long")] {
            mine.send_message(words(&text)).await;
            let ErrorPayload::Faults(faults) = mine.receive_error().await else { panic!("no faults") };
            assert_eq!(faults[0].kind, kind);
        }
        mine.send_message(words(&"ä".repeat(2000))).await;
        mine.receive_group::<SaidMessage>().await;
    }
}
