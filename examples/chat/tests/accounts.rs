//! Accounts and sessions.

use serde_json::{Value, json};

use crate::support::{House, on_both_databases};

fn credentials(username: &str, password: &str) -> Value {
    json!({"username": username, "password": password})
}

on_both_databases! {
    async fn somebody_signs_up_logs_out_and_in_again(house: House) {
        let mut ann = house.sign_up("ann").await;
        assert_eq!(ann.get("/api/me").await, (http::StatusCode::OK, json!({"username": "ann"})));
        assert_eq!(ann.delete("/api/session").await.0, 204);
        assert_eq!(ann.get("/api/me").await.0, 401);
        let (status, answer) = ann.post("/api/session", &credentials("ann", "ann-ann-ann-")).await;
        assert_eq!((status.as_u16(), &answer["detail"]), (401, &json!("The name or the password is wrong.")));
        let (status, same) = ann.post("/api/session", &credentials("nobody", "ann-ann-ann")).await;
        assert_eq!((status.as_u16(), same), (401, answer));
    }

    async fn a_password_that_fits_opens_a_session(house: House) {
        let mut demo = house.stranger();
        assert_eq!(demo.post("/api/session", &credentials("demo", "demo-demo")).await.0, 200);
        assert_eq!(demo.get("/api/me").await.1, json!({"username": "demo"}));
    }

    async fn names_and_passwords_have_their_limits(house: House) {
        let mut client = house.stranger();
        let long = "a".repeat(33);
        for name in ["", "a", "Ann", "an n", "ann'--", "ànn", &long] {
            assert_eq!(client.post("/api/accounts", &credentials(name, "long enough")).await.0, 422, "{name}");
        }
        let long = "a".repeat(257);
        for password in ["", "1234567", &long] {
            assert_eq!(client.post("/api/accounts", &credentials("ann", password)).await.0, 422);
        }
        for malformed in [json!({"username": "ann"}), json!([]), json!({"username": 7, "password": "long enough"})] {
            assert_eq!(client.post("/api/accounts", &malformed).await.0, 422);
        }
        let longest = credentials(&"a".repeat(32), &"ä".repeat(256));
        assert_eq!(client.post("/api/accounts", &longest).await.0, 201);
        let (status, answer) = client.post("/api/accounts", &credentials("demo", "long enough")).await;
        assert_eq!((status.as_u16(), &answer["detail"]), (409, &json!("This name is taken.")));
    }

    async fn a_session_that_was_planted_is_worthless_after_the_log_in(house: House) {
        // The attacker has a session of their own, and plants it in the victim's browser.
        let mut attacker = house.sign_up("mallory").await;
        let planted = attacker.cookie().to_owned();
        let mut victim = house.stranger();
        victim.plant(&planted);
        assert_eq!(victim.post("/api/session", &credentials("demo", "demo-demo")).await.0, 200);
        assert_ne!(victim.cookie(), planted);
        assert_eq!(victim.get("/api/me").await.1, json!({"username": "demo"}));
        assert_eq!(attacker.get("/api/me").await.0, 401);
    }

    async fn forged_cookies_are_nobodys(house: House) {
        for forged in ["AAAAAAAAAAAAAAAAAAAAAA", "x", "%00", &"A".repeat(4096)] {
            let mut client = house.stranger();
            client.plant(forged);
            assert_eq!(client.get("/api/me").await.0, 401, "{forged}");
            let mut socket = client.room("00000000-0000-4000-8000-000000000000").connect().await.unwrap();
            assert_eq!(socket.refute_authenticated_status_ok().await.payload.status_code, 401);
            socket.assert_closed(4401).await;
        }
    }

    async fn pages_of_other_sites_change_nothing(house: House) {
        let mut ann = house.sign_up("ann").await;
        for origin in ["https://evil.test", "null", "http://chat.test.evil.test", "http://chat.test:81"] {
            ann.origin = Some(origin.to_owned());
            assert_eq!(ann.post("/api/rooms", &json!({"name": "Evil"})).await.0, 403, "{origin}");
            assert_eq!(ann.delete("/api/me").await.0, 403);
        }
        ann.origin = Some("http://chat.test".to_owned());
        assert_eq!(ann.post("/api/rooms", &json!({"name": "Tea"})).await.0, 201);
    }

    async fn a_deleted_account_loses_its_sockets(house: House) {
        let mut ann = house.sign_up("ann").await;
        let (_, room) = ann.post("/api/rooms", &json!({"name": "Tea"})).await;
        let mut socket = ann.enters(room["id"].as_str().unwrap()).await;
        assert_eq!(ann.delete("/api/me").await.0, 204);
        assert_eq!(socket.receive_json().await["payload"]["code"], "disconnected");
        socket.assert_closed(4401).await;
        assert_eq!(ann.get("/api/me").await.0, 401);
        assert_eq!(ann.post("/api/session", &credentials("ann", "ann-ann-ann")).await.0, 401);
    }

    async fn a_deleted_accounts_rooms_close_for_all(house: House) {
        let (mut ann, bob) = (house.sign_up("ann").await, house.sign_up("bob").await);
        let (_, room) = ann.post("/api/rooms", &json!({"name": "Tea"})).await;
        let room = room["id"].as_str().unwrap();
        assert_eq!(ann.post(&format!("/api/rooms/{room}/members"), &json!({"username": "bob"})).await.0, 204);
        let mut guest = bob.enters(room).await;
        assert_eq!(ann.delete("/api/me").await.0, 204);
        assert_eq!(guest.refute_authenticated_status_ok().await.payload.status_code, 404);
        guest.assert_closed(4404).await;
    }

    async fn logging_in_as_another_closes_the_formers_sockets(house: House) {
        let mut client = house.sign_up("ann").await;
        let mut socket = client.listens().await;
        assert_eq!(client.post("/api/session", &credentials("demo", "demo-demo")).await.0, 200);
        assert_eq!(socket.refute_authenticated_status_ok().await.payload.status_code, 401);
        socket.assert_closed(4401).await;
    }

    async fn logging_out_closes_the_sessions_sockets(house: House) {
        let mut ann = house.sign_up("ann").await;
        let mut notifications = ann.listens().await;
        assert_eq!(ann.delete("/api/session").await.0, 204);
        assert_eq!(notifications.receive_json().await["payload"]["status_code"], 401);
        notifications.assert_closed(4401).await;
    }
}
