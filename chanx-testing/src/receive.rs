//! What a client receives.

use std::{borrow::Cow, panic::Location, pin::Pin};

use bytes::Bytes;
use chanx_core::{
    consumer::{Declares, Sends},
    decode::Frame,
    message::{GroupMessage, Incoming},
    schema::camel_case,
    wire::ErrorPayload,
};
use serde_json::Value;
use tokio::time::timeout;

use crate::{
    Communicator,
    communicator::At,
    pump::{Control, Item},
};

/// What follows a request, a group message, an event where `send_completion` is on.
pub(crate) const COMPLETIONS: [&str; 3] = ["complete", "group_complete", "event_complete"];

/// What the `ref`s of a communicator's requests begin with.
pub(crate) const REFERENCE: &str = "chanx-request-";

/// A group message, and what its recipient is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received<M> {
    /// The message.
    pub message: M,
    /// Whether this client's user sent it.
    pub is_mine: bool,
    /// Whether this very connection sent it.
    pub is_current: bool,
}

/// Something that a client waits for. Its type does not name the consumer, so that a message that the consumer
/// does not declare is told once.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl<C> Communicator<C> {
    /// Receives the next frame as a message that the consumer declares.
    #[track_caller]
    pub fn receive<M: Incoming>(&mut self) -> Waiting<'_, M>
    where
        C: Sends<M>,
    {
        let at = Location::caller();
        Box::pin(async move {
            let (text, value) = self.frame_at(at).await;
            self.decode(at, &text, &value)
        })
    }

    /// Receives the next frame as a group message.
    #[track_caller]
    pub fn receive_group<M: GroupMessage>(&mut self) -> Waiting<'_, Received<M>>
    where
        C: Sends<M>,
    {
        let at = Location::caller();
        Box::pin(async move {
            let (text, value) = self.frame_at(at).await;
            let view = |names: [&str; 2]| names.iter().find_map(|name| value.get(*name)?.as_bool());
            let (mine, current) = (view(["is_mine", "isMine"]), view(["is_current", "isCurrent"]));
            let (Some(is_mine), Some(is_current)) = (mine, current) else {
                self.fail(at, &format!("not a group message: {value}"));
            };
            Received { message: self.decode(at, &text, &value), is_mine, is_current }
        })
    }

    /// Receives the next frame as any of the messages that the consumer declares.
    #[track_caller]
    pub fn receive_any(&mut self) -> Waiting<'_, C::Outgoing>
    where
        C: Declares,
    {
        let at = Location::caller();
        Box::pin(async move {
            let (text, value) = self.frame_at(at).await;
            self.decode_any(at, &text, &value)
        })
    }

    /// Receives messages up to one of that action, most often `complete`. Completion frames are left out.
    #[track_caller]
    pub fn receive_all_messages(&mut self, until: &str) -> Waiting<'_, Vec<C::Outgoing>>
    where
        C: Declares,
    {
        let at = Location::caller();
        let until = until.to_owned();
        Box::pin(async move {
            let frames = self.until(at, &until).await;
            let said = frames
                .iter()
                .filter(|(_, frame)| self.action(frame).is_none_or(|action| !COMPLETIONS.contains(&action)));
            said.map(|(text, frame)| self.decode_any(at, text, frame)).collect()
        })
    }

    /// Receives the next frame as an `error`: the faults of an invalid message, a limit that was met, a permission that
    /// was missing, a handler that failed.
    #[track_caller]
    pub fn receive_error(&mut self) -> impl Future<Output = ErrorPayload> + Send {
        let at = Location::caller();
        async move {
            let value = self.json_at(at).await;
            decode_error(self.tag, value).unwrap_or_else(|wrong| self.fail(at, &wrong))
        }
    }

    /// Receives the next frame as JSON.
    #[track_caller]
    pub fn receive_json(&mut self) -> impl Future<Output = Value> + Send {
        self.json_at(Location::caller())
    }

    /// Receives frames until nothing more comes for the quiet time, or the connection ends.
    #[track_caller]
    pub fn receive_all_json(&mut self) -> impl Future<Output = Vec<Value>> + Send {
        let at = Location::caller();
        async move {
            let mut all = Vec::new();
            while let Ok(Some(item)) = timeout(self.quiet, self.next()).await {
                all.push(self.json_of(at, &item));
            }
            all
        }
    }

    /// Receives frames until one of that action, which is the last of them.
    #[track_caller]
    pub fn receive_until_action(&mut self, action: &str) -> impl Future<Output = Vec<Value>> + Send {
        let at = Location::caller();
        async move { self.until(at, action).await.into_iter().map(|(_, frame)| frame).collect() }
    }

    /// Receives frames until one of that action, which is taken too, but left out.
    #[track_caller]
    pub fn receive_before_action(&mut self, action: &str) -> impl Future<Output = Vec<Value>> + Send {
        let at = Location::caller();
        async move {
            let mut frames = self.until(at, action).await;
            frames.pop();
            frames.into_iter().map(|(_, frame)| frame).collect()
        }
    }

    /// Receives the next frame as text, whatever it says.
    #[track_caller]
    pub fn receive_text(&mut self) -> impl Future<Output = String> + Send {
        self.text_at(Location::caller())
    }

    /// Receives the next frame as a binary one.
    #[track_caller]
    pub fn receive_binary(&mut self) -> impl Future<Output = Bytes> + Send {
        let at = Location::caller();
        async move {
            match self.item_at(at, "a binary frame").await {
                Item::Binary(payload) => payload,
                Item::Text(text) => self.fail(at, &format!("a text frame came, not a binary one: {text}")),
            }
        }
    }

    /// Receives the next pong.
    #[track_caller]
    pub fn receive_pong(&mut self) -> impl Future<Output = Bytes> + Send {
        self.control(Location::caller(), "a pong", |control| match control {
            Control::Pong(payload) => Some(payload),
            Control::Ping(_) => None,
        })
    }

    /// Receives the server's next ping, which has been answered already unless [`Communicator::answer`] says
    /// otherwise.
    #[track_caller]
    pub fn receive_ping(&mut self) -> impl Future<Output = Bytes> + Send {
        self.control(Location::caller(), "a ping", |control| match control {
            Control::Ping(payload) => Some(payload),
            Control::Pong(_) => None,
        })
    }

    async fn control<T>(&mut self, at: At, what: &str, wanted: impl Fn(Control) -> Option<T>) -> T {
        let wait = async {
            loop {
                match self.pump.controls.recv().await.map(&wanted) {
                    Some(Some(found)) => return Some(found),
                    Some(None) => {}
                    None => return None,
                }
            }
        };
        match timeout(self.timeout, wait).await {
            Ok(Some(found)) => found,
            Ok(None) => self.fail(at, &format!("{} instead of {what}", self.ending())),
            Err(_) => self.fail(at, &format!("waited {:?} for {what}", self.timeout)),
        }
    }

    /// The next frame; `None` once the connection has ended and all of it is received.
    pub(crate) async fn next(&mut self) -> Option<Item> {
        loop {
            let item = self.come().await?;
            if self.requests == 0 || !is_late_end(self.tag, &item) {
                return Some(item);
            }
        }
    }

    async fn come(&mut self) -> Option<Item> {
        match self.peeked.pop_front() {
            Some(item) => Some(item),
            None => self.pump.items.recv().await,
        }
    }

    /// The next frame while a request is under way.
    pub(crate) async fn item_during(&mut self, at: At, request: &str) -> Item {
        match timeout(self.timeout, self.come()).await {
            Ok(Some(item)) => item,
            Ok(None) => self.fail(at, &format!("{} instead of the end of {request}", self.ending())),
            Err(_) => self.fail(at, &format!("waited {:?} for the end of {request}", self.timeout)),
        }
    }

    async fn item_at(&mut self, at: At, what: &str) -> Item {
        match timeout(self.timeout, self.next()).await {
            Ok(Some(item)) => item,
            Ok(None) => self.fail(at, &format!("{} instead of {what}", self.ending())),
            Err(_) => self.fail(at, &format!("waited {:?} for {what}", self.timeout)),
        }
    }

    async fn text_at(&mut self, at: At) -> String {
        match self.item_at(at, "a frame").await {
            Item::Text(text) => text,
            Item::Binary(_) => self.fail(at, "a binary frame came, not a text"),
        }
    }

    pub(crate) async fn json_at(&mut self, at: At) -> Value {
        self.frame_at(at).await.1
    }

    /// The next frame, as it came and as a value, which may have rounded its numbers.
    async fn frame_at(&mut self, at: At) -> (String, Value) {
        let item = self.item_at(at, "a message").await;
        let value = self.json_of(at, &item);
        match item {
            Item::Text(text) => (text, value),
            Item::Binary(_) => (value.to_string(), value),
        }
    }

    fn json_of(&self, at: At, item: &Item) -> Value {
        match item {
            Item::Text(text) => match serde_json::from_str(text) {
                Ok(value) => value,
                Err(error) => self.fail(at, &format!("a text that is no JSON: {error}: {text}")),
            },
            Item::Binary(_) => self.fail(at, "a binary frame came, not JSON"),
        }
    }

    async fn until(&mut self, at: At, action: &str) -> Vec<(String, Value)> {
        let mut frames = Vec::new();
        loop {
            let frame = self.frame_at(at).await;
            let found = self.action(&frame.1) == Some(action);
            frames.push(frame);
            if found {
                return frames;
            }
        }
    }

    /// The value of the frame's tag, in either case.
    pub(crate) fn action<'v>(&self, value: &'v Value) -> Option<&'v str> {
        action(self.tag, value)
    }

    fn decode_any(&self, at: At, text: &str, value: &Value) -> C::Outgoing
    where
        C: Declares,
    {
        decode_any::<C>(text, value).unwrap_or_else(|wrong| self.fail(at, &wrong))
    }

    fn decode<M: Incoming>(&self, at: At, text: &str, value: &Value) -> M {
        decode(self.tag, text, value).unwrap_or_else(|wrong| self.fail(at, &wrong))
    }
}

/// Whether it is the frame that follows a request that has ended already, where `send_completion` is on.
fn is_late_end(tag: &str, item: &Item) -> bool {
    let Item::Text(text) = item else { return false };
    // Most frames are not even looked into.
    text.contains(REFERENCE)
        && serde_json::from_str::<Value>(text).is_ok_and(|value| {
            let of_request =
                value.get("ref").and_then(Value::as_str).is_some_and(|to| to.starts_with(REFERENCE));
            of_request && action(tag, &value) == Some("complete")
        })
}

/// The value of a frame's tag, in either case.
pub(crate) fn action<'v>(tag: &str, value: &'v Value) -> Option<&'v str> {
    value.get(tag).or_else(|| value.get(&*camel_case(tag)))?.as_str()
}

/// A frame as any of the messages that a consumer declares.
pub(crate) fn decode_any<C: Declares>(text: &str, value: &Value) -> Result<C::Outgoing, String> {
    let action = action(C::INFO.tag, value);
    let replies = C::HANDLERS.iter().flat_map(|row| row.info.replies.messages());
    let mut declared = replies.chain(C::INFO.sends.iter().copied().flatten().copied());
    let in_rust = declared
        .find(|info| Some(info.action) == action)
        .map_or(Cow::Borrowed(text), |info| (info.compiled)().to_snake(text));
    let decoded = C::decode_outgoing(text).or_else(|_| C::decode_outgoing(&in_rust));
    decoded.map_err(|_| {
        let name = C::INFO.name;
        format!("the next message is none that `{name}` declares: {value}")
    })
}

/// A frame as this message.
pub(crate) fn decode<M: Incoming>(tag: &str, text: &str, value: &Value) -> Result<M, String> {
    let Some(info) =
        action(tag, value).and_then(|action| M::ACCEPTS.iter().find(|info| info.action == action))
    else {
        let wanted: Vec<_> = M::ACCEPTS.iter().map(|info| info.action).collect();
        return Err(format!("the next message is not `{}`: {value}", wanted.join("` or `")));
    };
    let of = |text: &str| {
        let frame = Frame::new(info.action, text);
        M::decode(&if info.group { frame.of_group() } else { frame })
    };
    // A consumer with `camelize` writes camelCase; a message may also be written so by its own serde names.
    let decoded = of(text).or_else(|_| of(&(info.compiled)().to_snake(text)));
    decoded.map_err(|invalid| format!("not a `{}`: {text}: {invalid:?}", info.name))
}

/// The payload of an `error`.
pub(crate) fn decode_error(tag: &str, mut value: Value) -> Result<ErrorPayload, String> {
    if action(tag, &value) != Some("error") {
        return Err(format!("the next message is not `error`: {value}"));
    }
    serde_json::from_value(value["payload"].take()).map_err(|error| format!("a malformed `error`: {error}"))
}
