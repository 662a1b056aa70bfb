//! How each message, frame and event was handled.

use chanx::prelude::*;

use super::{
    hall,
    hall::{
        FailMessage, Narrow, Neighbour, OtherRingEvent, PanicConcurrentlyMessage, PanicMessage, RuleMessage,
        WaitConcurrentlyMessage, WaitMessage,
    },
    opened,
};

/// The lines that tell of something that was handled.
fn handled(told: &[String]) -> Vec<&str> {
    told.iter().filter_map(|line| line.strip_prefix("handled ")).collect()
}

#[tokio::test(start_paused = true)]
async fn every_outcome_is_told() {
    let (app, mut script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_text(r#"{"action":"say","payload":7}"#).await;
    client.receive_error().await;
    client.send_text(r#"{"action":"unheard"}"#).await;
    client.receive_error().await;
    client.send_message(RuleMessage).await;
    client.receive_error().await;
    client.send_message(FailMessage).await;
    client.receive_error().await;
    let other = OtherRingEvent(1);
    Neighbour::send_channel_event(app.channels(), "hall", other).await.unwrap();
    client.assert_nothing().await;
    assert_eq!(
        handled(&notes.take()),
        [
            r#"Message("say") Some("say") Refused 0ns"#,
            "Frame None Refused 0ns",
            r#"Message("rule") Some("rule") Refused 0ns"#,
            r#"Message("fail") Some("fail") Failed 0ns"#,
            r#"Event("ring") Some("ring") Refused 0ns"#,
        ]
    );

    client.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    script.open(1);
    script.assert_told("end wait").await;
    client.send_message(PanicMessage).await;
    client.assert_closed(1011).await;
    app.drain().await;
    let told = notes.take();
    assert_eq!(
        handled(&told),
        [r#"Message("wait") Some("wait") Done 3s"#, r#"Message("panic") Some("panic") Panicked 0ns"#]
    );
    assert_eq!(told.last().map(String::as_str), Some("closed 1011 Server"), "after the close frame");
}

#[tokio::test(start_paused = true)]
async fn a_frame_too_many_is_received_and_refused() {
    let (app, _script, notes) = hall();
    let mut client = app.communicator::<Narrow>("/narrow/").authenticated().await;
    notes.take();
    client.send_text("one").await;
    client.send_text("two").await;
    let told = client.receive_text().await;
    client.assert_closed(1008).await;
    let said = format!("sent {told}");
    assert_eq!(notes.take()[2..4], ["received None two", "handled Frame None Refused 0ns"], "{said}");
}

#[tokio::test(start_paused = true)]
async fn what_the_end_of_the_connection_cancels_is_told_so() {
    for concurrently in [false, true] {
        let (app, mut script, notes) = hall();
        let mut client = opened(&app, &notes).await;
        if concurrently {
            client.send_message(WaitConcurrentlyMessage).await;
        } else {
            client.send_message(WaitMessage).await;
        }
        script.assert_told("begin wait").await;
        client.close(1000).await;
        script.assert_told("cancel wait").await;
        app.drain().await;
        let told = notes.take();
        let (name, time) = if concurrently { ("wait_concurrently", "5s") } else { ("wait", "8s") };
        assert_eq!(handled(&told), [format!(r#"Message("{name}") Some("{name}") Cancelled {time}"#)]);
        assert_eq!(told.last().map(String::as_str), Some("closed 1000 Client"), "last of all: {told:?}");
        assert_eq!(told.iter().filter(|line| line.starts_with("closed")).count(), 1, "{told:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_concurrent_handler_that_panics_is_told() {
    let (app, _script, notes) = hall();
    let mut client = opened(&app, &notes).await;
    client.send_message(PanicConcurrentlyMessage).await;
    client.assert_closed(1011).await;
    app.drain().await;
    let name = "panic_concurrently";
    assert_eq!(handled(&notes.take()), [format!(r#"Message("{name}") Some("{name}") Panicked 0ns"#)]);
}
