//! What comes and what goes, from the opening to the end.

use std::sync::Arc;

use chanx::{
    observe::{Observed, Observer},
    prelude::*,
};
use chanx_testing::TestApp;

use super::{
    hall,
    hall::{Hall, RingEvent, SayMessage, Shut},
    notes::Notes,
    opened,
};
use crate::flows::stage::stage;

#[tokio::test(start_paused = true)]
async fn a_message_is_told_from_its_receipt_to_its_replies() {
    let (app, _script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_text(r#"{"action":"say","payload":"hi"}"#).await;
    let reply = client.receive_text().await;
    assert_eq!(
        notes.take(),
        [
            r#"received Some("say") {"action":"say","payload":"hi"}"#.to_owned(),
            "sending said Groups".to_owned(),
            "sending said Client".to_owned(),
            format!("sent {reply}"),
            r#"handled Message("say") Some("say") Done 0ns"#.to_owned(),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn what_others_send_is_told_of_each_who_gets_it() {
    let (app, _script, notes) = hall();
    let mut one = opened(&app, &notes).await;
    let mut other = opened(&app, &notes).await;
    one.send_message(SayMessage("hi".to_owned())).await;
    let (reply, said) = (one.receive_text().await, other.receive_text().await);
    let told = notes.take();
    let sent: Vec<_> = told.iter().filter(|line| line.starts_with("sent ")).collect();
    assert_eq!(sent.len(), 2, "{told:?}");
    assert!(told.contains(&format!("sent {reply}")) && told.contains(&format!("sent {said}")), "{told:?}");
    assert_eq!(told.iter().filter(|line| *line == "sending said Groups").count(), 1);
}

#[tokio::test(start_paused = true)]
async fn frames_and_events_are_told_too() {
    let (app, _script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_text("plain").await;
    client.receive_text().await;
    client.send_binary(vec![1, 2]).await;
    client.receive_binary().await;
    client.send_ping("p").await;
    client.receive_pong().await;
    Hall::send_channel_event(app.channels(), "hall", RingEvent("bell".to_owned())).await.unwrap();
    let rung = client.receive_text().await;
    let rung = format!("sent {rung}");
    assert_eq!(
        notes.take(),
        [
            "received None plain",
            "sent plain",
            r#"handled Frame Some("text") Done 0ns"#,
            "received None Binary [1, 2]",
            "sent Binary [1, 2]",
            r#"handled Frame Some("binary") Done 0ns"#,
            "sent Pong [112]",
            "sending said Client",
            &rung,
            r#"handled Event("ring") Some("ring") Done 0ns"#,
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_not_accepted_is_told_only_what_its_client_reads() {
    let (app, _script, notes) = hall();
    let mut client = app.communicator::<Shut>("/shut/").connect().await.expect("it is refused later");
    let refused = client.receive_text().await;
    client.assert_closed(4500).await;
    app.drain().await;
    let told = notes.take();
    let said: Vec<_> = told.iter().filter(|line| line.starts_with("sent {")).collect();
    assert_eq!(said, [&format!("sent {refused}")], "nothing of what was held back");
    assert_eq!(told.first().map(String::as_str), Some("opened Shut /shut/ 0"));
    let end: Vec<_> = told.iter().rev().take(3).rev().map(|line| &line[..12]).collect();
    assert_eq!(end, ["closing 4500", "sent Close [", "closed 4500 "]);
}

#[tokio::test(start_paused = true)]
async fn observers_are_told_in_the_order_in_which_they_were_given() {
    struct Numbered(u8, Notes);

    impl Observer for Numbered {
        fn opened(&self, _: &Observed<'_>) {
            self.1.note(self.0.to_string());
        }
    }

    let ((stage, _script), notes) = (stage(), Notes::default());
    let app = App::new(stage).routes(router![path("hall/", Hall)]);
    let app = app.observe(Numbered(1, notes.clone())).observe(Arc::new(Numbered(2, notes.clone())));
    let app = TestApp::new(app);
    let _client = app.communicator::<Hall>("/hall/").authenticated().await;
    assert_eq!(notes.take(), ["1", "2"]);
}
