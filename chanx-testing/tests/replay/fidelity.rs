//! What nothing changed of plays as it was: numbers of any size, rates, subprotocols.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Replay, TestApp};

use super::{Sheet, failure};

#[message(action = "count")]
struct CountMessage {
    number: u128,
}

#[message(action = "share")]
struct ShareMessage {
    number: u128,
}

#[message(action = "shared", group)]
struct SharedMessage {
    number: u128,
}

#[derive(Default)]
struct Counter;

#[consumer(public, groups("all"), sends(SharedMessage))]
impl Counter {
    #[ws_handler]
    async fn count(&self, message: CountMessage) -> CountMessage {
        message
    }

    #[ws_handler]
    async fn share(&self, message: ShareMessage, cx: &mut Context<Self>) -> Result<()> {
        let shared = SharedMessage { number: message.number };
        cx.send_group_message(shared).exclude_current(false).await?;
        Ok(())
    }
}

fn counter(subprotocols: &[&str], rate_limit: Option<RateLimit>) -> App<()> {
    let subprotocols = subprotocols.iter().map(|&name| name.to_owned()).collect();
    let settings = Settings { subprotocols, rate_limit, ..Settings::default() };
    App::new(()).routes(router![path("ws/", Counter)]).settings(settings)
}

#[tokio::test(start_paused = true)]
async fn numbers_of_more_than_64_bits_are_received_recorded_and_played() {
    let sheet = Sheet::default();
    let app = TestApp::new(counter(&[], None).record(sheet.recorder()));
    let mut client = app.communicator::<Counter>("ws/").authenticated().await;
    client.send_message(CountMessage { number: u128::MAX }).await;
    assert_eq!(client.receive::<CountMessage>().await.number, u128::MAX);
    client.send_message(ShareMessage { number: u128::MAX }).await;
    let shared = client.receive_group::<SharedMessage>().await;
    assert_eq!((shared.message.number, shared.is_mine, shared.is_current), (u128::MAX, true, true));
    client.disconnect().await;
    assert_eq!(sheet.text().matches(&u128::MAX.to_string()).count(), 4, "{}", sheet.text());
    Replay::of(sheet.recording()).run(&TestApp::new(counter(&[], None))).await;
    Replay::of(client.recording()).run(&TestApp::new(counter(&[], None))).await;
}

#[tokio::test(start_paused = true)]
async fn requests_are_recorded_and_played_with_their_refs() {
    let sheet = Sheet::default();
    let app = TestApp::new(counter(&[], None).record(sheet.recorder()));
    let mut client = app.communicator::<Counter>("ws/").authenticated().await;
    assert_eq!(
        client.request(CountMessage { number: u128::MAX }).await.only::<CountMessage>().number,
        u128::MAX
    );
    client.request(ShareMessage { number: 1 }).await.all::<CountMessage>();
    client.receive_group::<SharedMessage>().await;
    client.disconnect().await;
    assert!(
        sheet.text().contains(r#""payload":null,"version":1,"ref":"chanx-request-2"}"#),
        "{}",
        sheet.text()
    );
    Replay::of(sheet.recording()).run(&TestApp::new(counter(&[], None))).await;
    Replay::of(client.recording()).run(&TestApp::new(counter(&[], None))).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_kept_to_a_rate_is_played_at_its_pace() {
    let limited = || {
        let rate = RateLimit { messages: 2, period: Duration::from_secs(1), burst: None };
        counter(&[], Some(rate))
    };
    let sheet = Sheet::default();
    let app = TestApp::new(limited().record(sheet.recorder()));
    let mut client = app.communicator::<Counter>("ws/").authenticated().await;
    for number in 0..6 {
        client.send_message(CountMessage { number }).await;
        client.receive::<CountMessage>().await;
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    client.disconnect().await;
    let (paced, hasty) = (sheet.recording(), sheet.recording());
    Replay::of(paced).at_recorded_pace().run(&TestApp::new(limited())).await;
    let told = failure(async move { Replay::of(hasty).run(&TestApp::new(limited())).await }).await;
    assert!(told.contains("a client that kept to a rate is played so by `.at_recorded_pace()`"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn another_subprotocol_is_told() {
    let app = TestApp::new(counter(&["v2"], None));
    let mut client = app.communicator::<Counter>("ws/").subprotocols(&["v2"]).authenticated().await;
    client.disconnect().await;
    let (same, other) = (client.recording(), client.recording());
    Replay::of(same).run(&app).await;
    let told = failure(async move { Replay::of(other).run(&TestApp::new(counter(&[], None))).await }).await;
    let expected = "line 1: the subprotocol agreed on is none, not `v2` as was recorded\n";
    assert!(told.starts_with(expected), "{told}");
}
