//! All that a handler may return.

use std::io;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};
use futures_util::stream;
use serde_json::{Value, json};

use super::app;

#[message(action = "part")]
struct PartMessage(u32);

#[message(action = "other")]
struct OtherMessage;

#[messages]
enum Either {
    Part(PartMessage),
    Other(OtherMessage),
}

#[message(action = "option")]
struct OptionMessage(bool);

#[message(action = "tuple")]
struct TupleMessage;

#[message(action = "vec")]
struct VecMessage(u32);

#[message(action = "either")]
struct EitherMessage(bool);

#[message(action = "result")]
struct ResultMessage(bool);

#[message(action = "stream")]
struct StreamMessage(u32);

#[message(action = "stream_in_turn")]
struct StreamInTurnMessage(u32);

#[message(action = "broken_stream")]
struct BrokenStreamMessage;

#[message(action = "nested")]
struct NestedMessage;

struct Desk {
    base: u32,
}

#[consumer(public)]
impl Desk {
    async fn connect(_: &Context<Self>) -> Self {
        Self { base: 10 }
    }

    #[ws_handler]
    async fn option(&self, OptionMessage(some): OptionMessage) -> Option<PartMessage> {
        some.then_some(PartMessage(self.base))
    }

    #[ws_handler]
    async fn tuple(&self, _: TupleMessage) -> (PartMessage, Option<OtherMessage>, Vec<PartMessage>) {
        (PartMessage(1), Some(OtherMessage), vec![PartMessage(2)])
    }

    #[ws_handler]
    async fn vec(&self, VecMessage(n): VecMessage) -> Vec<PartMessage> {
        (0..n).map(PartMessage).collect()
    }

    #[ws_handler]
    async fn either(&self, EitherMessage(part): EitherMessage) -> Either {
        if part { PartMessage(1).into() } else { Either::Other(OtherMessage) }
    }

    #[ws_handler]
    async fn result(&self, ResultMessage(ok): ResultMessage) -> Result<PartMessage, io::Error> {
        if ok { Ok(PartMessage(7)) } else { Err(io::Error::other("no")) }
    }

    #[ws_handler]
    async fn stream(StreamMessage(n): StreamMessage) -> impl Stream<Item = PartMessage> {
        stream::iter((0..n).map(PartMessage))
    }

    #[ws_handler]
    async fn stream_in_turn(
        &mut self,
        StreamInTurnMessage(n): StreamInTurnMessage,
    ) -> impl Stream<Item = PartMessage> + use<> {
        let base = self.base;
        stream::iter((0..n).map(move |n| PartMessage(base + n)))
    }

    #[ws_handler]
    async fn broken_stream(_: BrokenStreamMessage) -> impl Stream<Item = Result<PartMessage>> {
        stream::iter([Ok(PartMessage(1)), Err(HandlerError::new("broken")), Ok(PartMessage(2))])
    }

    #[ws_handler]
    async fn nested(&self, _: NestedMessage) -> Result<Option<Vec<(PartMessage, OtherMessage)>>> {
        Ok(Some(vec![(PartMessage(1), OtherMessage), (PartMessage(2), OtherMessage)]))
    }
}

fn desk() -> TestApp {
    app(router![path("ws/", Desk)])
}

async fn client() -> Communicator<Desk> {
    desk().communicator("ws/").authenticated().await
}

fn part(n: u32) -> Value {
    json!({"action": "part", "payload": n})
}

fn other() -> Value {
    json!({"action": "other", "payload": null})
}

fn failed() -> Value {
    json!({"action": "error", "payload": {"detail": "Failed to process message"}})
}

#[tokio::test(start_paused = true)]
async fn an_option_is_one_message_or_none() {
    let mut client = client().await;
    client.send_message(OptionMessage(false)).await;
    client.assert_nothing().await;
    client.send_message(OptionMessage(true)).await;
    assert_eq!(client.receive_all_json().await, [part(10)]);
}

#[tokio::test(start_paused = true)]
async fn tuples_and_vecs_are_sent_in_order() {
    let mut client = client().await;
    client.send_message(TupleMessage).await;
    assert_eq!(client.receive_all_json().await, [part(1), other(), part(2)]);
    client.send_message(VecMessage(3)).await;
    assert_eq!(client.receive_all_json().await, [part(0), part(1), part(2)]);
    client.send_message(NestedMessage).await;
    assert_eq!(client.receive_all_json().await, [part(1), other(), part(2), other()]);
}

#[tokio::test(start_paused = true)]
async fn a_union_is_one_of_its_messages() {
    let mut client = client().await;
    client.send_message(EitherMessage(true)).await;
    assert!(matches!(client.receive::<Either>().await, Either::Part(PartMessage(1))));
    client.send_message(EitherMessage(false)).await;
    assert!(matches!(client.receive::<Either>().await, Either::Other(_)));
}

#[tokio::test(start_paused = true)]
async fn a_result_is_what_it_holds_or_an_error() {
    let mut client = client().await;
    client.send_message(ResultMessage(true)).await;
    client.send_message(ResultMessage(false)).await;
    assert_eq!(client.receive_all_json().await, [part(7), failed()]);
}

#[tokio::test(start_paused = true)]
async fn streams_are_sent_to_their_end_or_to_their_first_error() {
    let mut client = client().await;
    client.send_message(StreamMessage(3)).await;
    assert_eq!(client.receive_all_json().await, [part(0), part(1), part(2)]);
    client.send_message(StreamInTurnMessage(2)).await;
    client.send_message(OptionMessage(true)).await;
    assert_eq!(client.receive_all_json().await, [part(10), part(11), part(10)]);
    client.send_message(BrokenStreamMessage).await;
    assert_eq!(client.receive_all_json().await, [part(1), failed()]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_longer_than_the_queue_waits_for_its_client() {
    let app = app(router![path("ws/", Desk)]).pipe_capacity(1024);
    let mut client = app.communicator::<Desk>("ws/").authenticated().await;
    client.send_message(StreamMessage(60_000)).await;
    for n in 0..60_000 {
        assert_eq!(client.receive::<PartMessage>().await.0, n);
    }
}
