//! Authentications, objects and permissions that hang, fail or panic.

use std::{sync::Arc, time::Duration};

use chanx::{
    Settings,
    layer::{Address, ChannelLayer, Deliver, Envelope, Health, InMemoryLayer, LayerFuture, NodeId},
};
use chanx_testing::TestApp;
use serde_json::json;
use tokio::time::Instant;

use super::house::{House, SilentRoomConsumer, Trouble, at_room, in_room, node, open, open_with};

const STEPS: [&str; 3] = ["authentication", "object", "permission"];

async fn assert_500(app: &TestApp, how: &str) {
    let mut client = at_room(app, "ann").connect().await.unwrap();
    assert_eq!(
        client.receive_json().await,
        json!({"action": "authentication", "payload": {
            "status_code": 500,
            "status_text": "Internal Server Error",
            "data": {"detail": "Internal server error"},
        }}),
        "{how}"
    );
    let closed = client.closed().await;
    assert_eq!((closed.code, closed.reason.as_str()), (4500, "Internal server error"), "{how}");
    client.assert_nothing().await;
    let silent = app.communicator::<SilentRoomConsumer>("silent/1/").header("authorization", "Bearer ann");
    let refused = silent.connect().await.unwrap_err();
    assert_eq!((refused.status.as_u16(), &refused.body[..]), (500, &b"Internal server error\n"[..]), "{how}");
}

async fn assert_mended(house: &House, app: &TestApp) {
    house.no_trouble();
    in_room(app, "ann").await.disconnect().await;
}

#[tokio::test(start_paused = true)]
async fn what_fails_or_panics_is_500_and_nothing_of_it_is_told() {
    let (house, app, _) = open();
    for step in STEPS {
        for trouble in [Trouble::Fails, Trouble::Panics] {
            house.trouble(step, trouble);
            assert_500(&app, &format!("{step} {trouble:?}")).await;
            assert_mended(&house, &app).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_identity_that_panics_or_is_empty_is_500_too() {
    let (house, app, mut script) = open();
    for name in ["panic", "nobody"] {
        house.token("ann", name, None);
        assert_500(&app, name).await;
    }
    house.token("ann", "ann", None);
    let mut ann = in_room(&app, "ann").await;
    house.token("ann", "panic", None);
    app.channels().reauthorize("ann").await.unwrap();
    assert_eq!(ann.refute_authenticated_status_ok().await.payload.status_code, 500);
    ann.assert_closed(4500).await;
    script.assert_told("ann left").await;
}

#[tokio::test(start_paused = true)]
async fn what_hangs_is_500_after_ten_seconds() {
    let (house, app, _) = open();
    for step in STEPS {
        house.trouble(step, Trouble::Hangs);
        let begun = Instant::now();
        assert_500(&app, step).await;
        // Both ways, one after the other.
        assert_eq!(begun.elapsed().as_secs(), 20, "{step}");
        assert_mended(&house, &app).await;
    }
}

/// A broker that takes calls and never answers.
#[derive(Debug)]
struct DeadLayer;

impl ChannelLayer for DeadLayer {
    fn attach(&self, _: &NodeId, _: Arc<dyn Deliver>) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn detach(&self, _: &NodeId) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn subscribe(&self, _: &NodeId, _: &str) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn unsubscribe(&self, _: &NodeId, _: &str) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn publish(&self, _: Address<'_>, _: Arc<Envelope>) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn health(&self) -> Health {
        Health::Down("no answer".to_owned())
    }
}

#[tokio::test(start_paused = true)]
async fn a_broker_that_hangs_refuses_connections_after_five_seconds() {
    let (house, ..) = open();
    let begun = Instant::now();
    assert_500(&node(&house, DeadLayer), "the layer").await;
    // Both ways, one after the other.
    assert_eq!(begun.elapsed().as_secs(), 10);
}

/// A broker that went away after the connections were opened: what is published never arrives.
#[derive(Debug, Default)]
struct LostLayer(InMemoryLayer);

impl ChannelLayer for LostLayer {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        self.0.attach(node, deliver)
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.0.detach(node)
    }

    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.0.subscribe(node, group)
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.0.unsubscribe(node, group)
    }

    fn publish(&self, _: Address<'_>, _: Arc<Envelope>) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn health(&self) -> Health {
        Health::Down("lost".to_owned())
    }
}

#[tokio::test(start_paused = true)]
async fn a_broker_that_hangs_keeps_nobody_here_connected() {
    let (house, ..) = open();
    let app = node(&house, LostLayer::default());
    let (mut ann, mut bob) = (in_room(&app, "ann").await, in_room(&app, "bob").await);
    let channels = app.channels().clone();
    tokio::spawn(async move { channels.disconnect_user("ann").await });
    assert_eq!(ann.receive_json().await["payload"]["code"], "disconnected");
    ann.assert_closed(4401).await;
    house.remove_member("bob");
    let channels = app.channels().clone();
    tokio::spawn(async move { channels.reauthorize("bob").await });
    assert_eq!(bob.refute_authenticated_status_ok().await.payload.status_code, 403);
    bob.assert_closed(4403).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_leaves_while_it_is_looked_at_cancels_it() {
    let (house, app, mut script) = open();
    for step in STEPS {
        house.trouble(step, Trouble::Waits);
        let client = at_room(&app, "ann").connect().await.unwrap();
        script.assert_told(&format!("begin {step}")).await;
        client.abort().await;
        script.assert_told(&format!("cancel {step}")).await;
        house.no_trouble();
    }
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_waits_for_it_no_longer_than_for_a_handler() {
    let settings = Settings { drain_timeout: Duration::from_secs(4), ..Settings::default() };
    let (house, app, mut script) = open_with(settings);
    house.trouble("authentication", Trouble::Waits);
    let mut client = at_room(&app, "ann").connect().await.unwrap();
    script.assert_told("begin authentication").await;
    app.drain().await;
    client.assert_closed(1012).await;
    script.assert_told("cancel authentication").await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_meanwhile_opens_nothing_any_more() {
    let (house, app, mut script) = open();
    house.trouble("authentication", Trouble::Waits);
    let silent = app.communicator::<SilentRoomConsumer>("silent/1/").header("authorization", "Bearer ann");
    let connecting = tokio::spawn(silent.connect());
    script.assert_told("begin authentication").await;
    let draining = tokio::spawn({
        let app = app.clone();
        async move { app.drain().await }
    });
    tokio::task::yield_now().await;
    script.open(1);
    script.assert_told("end authentication").await;
    assert_eq!(connecting.await.unwrap().unwrap_err().status.as_u16(), 503);
    draining.await.unwrap();
}
