//! Requests with a `ref`, and all that answers them.

use std::{any::type_name, fmt, marker::PhantomData, panic::Location};

use chanx_core::{
    consumer::{Consumer, Declares, Sends},
    message::{Incoming, Outgoing},
    table::{Accepts, End, Replies},
    wire::ErrorPayload,
};
use serde_json::Value;

use crate::{
    Communicator, Frame,
    communicator::At,
    pump::Item,
    receive::{REFERENCE, Waiting, action, decode, decode_any, decode_error},
    send::SentTo,
};

/// All that answered a request: the frames that have its `ref`, in order, up to its end.
///
/// Its methods take the messages out of them, and panic where there are others.
pub struct Answers<C> {
    frames: Vec<(String, Value)>,
    tag: &'static str,
    transcript: String,
    at: At,
    consumer: PhantomData<fn() -> C>,
}

impl<C: Consumer> Communicator<C> {
    /// Sends a message with a `ref` of its own, and receives all that answers it: up to the one message that its handler replies,
    /// to an `error`, or to `complete`, as the handler's return type says. What comes meanwhile and answers something else
    /// is received later, as if it had come then. A `complete` that follows the end, where the setting `send_completion` is on, is
    /// left out of what is received.
    ///
    /// ```
    /// use chanx::prelude::*;
    /// use chanx_testing::TestApp;
    ///
    /// /// Add these.
    /// #[message(action = "add")]
    /// struct AddMessage(Vec<i64>);
    ///
    /// /// What they are together.
    /// #[message(action = "sum")]
    /// #[derive(Debug, PartialEq)]
    /// struct SumMessage(i64);
    ///
    /// #[derive(Default)]
    /// struct Adder;
    ///
    /// #[consumer(public)]
    /// impl Adder {
    ///     #[ws_handler]
    ///     async fn add(&self, message: AddMessage) -> SumMessage {
    ///         SumMessage(message.0.iter().sum())
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let app = TestApp::new(App::new(()).routes(router![path("ws/", Adder)]));
    /// let mut client = app.communicator::<Adder>("ws/").authenticated().await;
    /// let sum: SumMessage = client.request(AddMessage(vec![1, 2])).await.only();
    /// assert_eq!(sum, SumMessage(3));
    /// # }
    /// ```
    ///
    /// # Panics
    /// When nothing comes for [`TestApp::timeout`](crate::TestApp::timeout), or the connection ends before the request does.
    #[track_caller]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "a message that is sent is given away, as on the server"
    )]
    pub fn request<M: SentTo<C, Via>, Via>(&mut self, message: M) -> Waiting<'_, Answers<C>> {
        let at = Location::caller();
        self.requests += 1;
        let reference = format!("{REFERENCE}{}", self.requests);
        let text = serde_json::to_string(&message)
            .unwrap_or_else(|error| self.fail(at, &format!("the message cannot be written: {error}")));
        let open = text.strip_suffix('}').unwrap_or(&text);
        let frame = Frame::text(format!(r#"{open},"ref":"{reference}"}}"#));
        let replies = replies::<C>(Outgoing::info(&message).action);
        Box::pin(async move {
            self.send(at, &frame).await;
            self.answers(at, &reference, replies).await
        })
    }

    async fn answers(&mut self, at: At, reference: &str, replies: Replies) -> Answers<C> {
        let (mut frames, mut others) = (Vec::new(), Vec::new());
        loop {
            let item = self.item_during(at, reference).await;
            let Some((text, value)) = answer(&item, reference) else {
                others.push(item);
                continue;
            };
            let ended = match action(self.tag, &value) {
                Some("error" | "complete") => true,
                Some(action) => replies.end() == End::Reply && replied(&replies, action),
                None => false,
            };
            frames.push((text, value));
            if ended {
                break;
            }
        }
        for item in others.into_iter().rev() {
            self.peeked.push_front(item);
        }
        let transcript = self.transcript.to_string();
        Answers { frames, tag: self.tag, transcript, at, consumer: PhantomData }
    }
}

/// A text frame that has this `ref`.
fn answer(item: &Item, reference: &str) -> Option<(String, Value)> {
    let Item::Text(text) = item else { return None };
    let value: Value = serde_json::from_str(text).ok()?;
    (value.get("ref")? == reference).then(|| (text.clone(), value))
}

/// What the handler of an action replies.
fn replies<C: Consumer>(action: &str) -> Replies {
    let takes = |accepts: &Accepts| match accepts {
        Accepts::Messages(infos) => infos.iter().any(|info| info.action == action),
        Accepts::Event(_) | Accepts::Text | Accepts::Binary => false,
    };
    let row = C::HANDLERS.iter().find(|row| takes(&row.info.accepts));
    row.map_or(Replies::Nothing, |row| row.info.replies)
}

/// Whether an action is one of the replies.
fn replied(replies: &Replies, action: &str) -> bool {
    replies.messages().iter().any(|info| info.action == action)
}

impl<C> Answers<C> {
    /// The one message that answered. A frame `complete` is none.
    ///
    /// # Panics
    /// When there are none or several, or it is another one.
    #[track_caller]
    pub fn only<M: Incoming>(self) -> M
    where
        C: Sends<M>,
    {
        let mut messages = self.messages();
        let (Some((text, value)), None) = (messages.next(), messages.next()) else {
            drop(messages);
            let count = self.messages().count();
            self.fail(&format!("{count} messages answered, not one `{}`", type_name::<M>()));
        };
        decode(self.tag, text, value).unwrap_or_else(|wrong| self.fail(&wrong))
    }

    /// The messages that answered, all of one type. A frame `complete` is none.
    ///
    /// # Panics
    /// When one is another message, an `error` for one.
    #[track_caller]
    pub fn all<M: Incoming>(self) -> Vec<M>
    where
        C: Sends<M>,
    {
        let of = |(text, value): &(String, Value)| {
            decode(self.tag, text, value).unwrap_or_else(|wrong| self.fail(&wrong))
        };
        self.messages().map(of).collect()
    }

    /// The messages that answered, as any that the consumer declares. A frame `complete` is none.
    ///
    /// # Panics
    /// When one is none of them, an `error` for one.
    #[track_caller]
    pub fn any(self) -> Vec<C::Outgoing>
    where
        C: Declares,
    {
        let of = |(text, value): &(String, Value)| {
            decode_any::<C>(text, value).unwrap_or_else(|wrong| self.fail(&wrong))
        };
        self.messages().map(of).collect()
    }

    /// The `error` that ended the request.
    ///
    /// # Panics
    /// When it ended otherwise.
    #[track_caller]
    pub fn error(self) -> ErrorPayload {
        let last = self.frames.last().map(|(_, value)| value.clone()).unwrap_or_default();
        decode_error(self.tag, last).unwrap_or_else(|wrong| self.fail(&wrong))
    }

    /// Every frame that answered, as JSON.
    pub fn frames(&self) -> impl Iterator<Item = &Value> {
        self.frames.iter().map(|(_, value)| value)
    }

    fn messages(&self) -> impl Iterator<Item = &(String, Value)> {
        self.frames.iter().filter(|(_, value)| action(self.tag, value) != Some("complete"))
    }

    fn fail(&self, what: &str) -> ! {
        panic!("{what}\n  requested at {}\n{}", self.at, self.transcript)
    }
}

impl<C> fmt::Debug for Answers<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.frames()).finish()
    }
}
