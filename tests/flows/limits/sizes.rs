//! Sizes and counts: messages, frames, groups, names, nesting.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_message_has_64_kib_at_most() {
    let (app, _script) = desk();
    let mut edge = client(&app).await;
    edge.send_text(message_of(KIB_64)).await;
    edge.receive::<LengthMessage>().await;
    edge.send_text(message_of(KIB_64 + 1)).await;
    edge.assert_closed(1009).await;
    assert_lives(&mut client(&app).await).await;
}

#[tokio::test(start_paused = true)]
async fn a_message_of_several_frames_has_64_kib_at_most_too() {
    let (app, _script) = desk();
    for (bytes, fits) in [(KIB_64, true), (KIB_64 + 1, false)] {
        let mut client = client(&app).await;
        let text = message_of(bytes);
        let (first, second) = text.split_at(40_000);
        client.send_frame(&Frame::text(first).unfinished()).await;
        client.send_frame(&Frame::continuation(second.to_owned())).await;
        if fits {
            client.receive::<LengthMessage>().await;
        } else {
            client.assert_closed(1009).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_frame_has_its_own_limit() {
    let (app, _script) = desk_with(Settings { max_frame_size: 1000, ..Settings::default() });
    let mut client = client(&app).await;
    client.send_text(message_of(1000)).await;
    client.receive::<LengthMessage>().await;
    let text = message_of(1500);
    let (first, second) = text.split_at(1000);
    client.send_frame(&Frame::text(first).unfinished()).await;
    client.send_frame(&Frame::continuation(second.to_owned())).await;
    client.receive::<LengthMessage>().await;
    client.send_text(message_of(1001)).await;
    client.assert_closed(1009).await;
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_in_128_groups_at_most() {
    let (app, _script) = desk();
    let mut client = client(&app).await;
    let mut join = async |from: usize, to: usize| {
        client.send_message(JoinMessage { prefix: "g".into(), from, to }).await;
        let JoinedMessage { groups, trouble } = client.receive::<JoinedMessage>().await;
        (groups, trouble)
    };
    assert_eq!(join(0, 127).await, (128, String::new()));
    assert_eq!(join(127, 128).await, (128, "the connection is in too many groups".to_owned()));
    assert_eq!(join(5, 6).await, (128, String::new()), "it is in that one already");
}

#[tokio::test(start_paused = true)]
async fn a_group_name_has_255_bytes_at_most() {
    let (app, _script) = desk();
    let mut client = client(&app).await;
    client.send_message(JoinMessage { prefix: "x".repeat(254), from: 0, to: 1 }).await;
    let JoinedMessage { groups, trouble } = client.receive::<JoinedMessage>().await;
    assert_eq!((groups, trouble.as_str()), (2, ""));
    client.send_message(JoinMessage { prefix: "é".repeat(127) + "x", from: 0, to: 1 }).await;
    let JoinedMessage { groups, trouble } = client.receive::<JoinedMessage>().await;
    assert_eq!(groups, 2);
    assert_eq!(trouble, "a group name is empty or too long: 256 bytes; 1 to 255 are allowed");
}

#[tokio::test(start_paused = true)]
async fn nesting_may_be_limited_further() {
    let (app, _script) = desk_with(Settings { max_json_depth: 3, ..Settings::default() });
    let mut client = client(&app).await;
    client.send_text(r#"{"action":"text","payload":[1]}"#).await;
    assert_eq!(client.receive_json().await["payload"][0]["type"], "string_type");
    client.send_text(r#"{"action":"text","payload":[[1]]}"#).await;
    assert_eq!(client.receive_json().await["payload"]["code"], "json_too_deep");
    assert_lives(&mut client).await;
}

#[derive(Default)]
struct Narrow;

#[consumer(public, max_message_size = 100, max_groups = 1, groups("one"))]
impl Narrow {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn a_consumer_has_limits_of_its_own() {
    let app = app(router![path("ws/", Narrow)]);
    let mut client = app.communicator::<Narrow>("ws/").authenticated().await;
    client.send_text(format!(r#"{{"action":"ping","_":"{}"}}"#, "x".repeat(100))).await;
    client.assert_closed(1009).await;
}
