//! One frame on a connection of its own, and all that came of it.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, timeout, timeout_at};

use crate::{AnyConsumer, Closed, Communicator, Connect, Frame, pump::Item, receive::COMPLETIONS};

/// What is sent in a case.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sent {
    Text(String),
    Binary(Vec<u8>),
}

/// How a connection is read after the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Manner {
    /// Whether its outcome is told by an `authentication` message.
    pub(super) authenticates: bool,
    /// Whether a frame of an unknown action is answered in turn.
    pub(super) barrier: bool,
    /// Whether the frame is sent twice; what comes of the first one is before.
    pub(super) again: bool,
    /// The `ref` that the frame has, if it is a request with one.
    pub(super) reference: Option<&'static str>,
    pub(super) after: After,
}

/// The `ref` of such a frame.
pub(super) const REFERENCE: &str = "check";

/// How long is waited for handlers that run beside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum After {
    /// Not at all: there are none.
    Nothing,
    /// Until so many replies came, or an error, and then until nothing more comes.
    Quiet(usize),
    /// Until the frame that completes the request.
    Complete,
}

/// What came of a frame.
#[derive(Debug)]
pub(super) struct Outcome {
    /// What came before the frame was sent.
    pub(super) before: Vec<Item>,
    /// What came since.
    pub(super) replies: Vec<Item>,
    pub(super) end: Ending,
    /// Whether the frame had a `ref`.
    pub(super) reference: bool,
    pub(super) transcript: String,
}

/// How far it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ending {
    /// The server went on.
    Alive,
    /// What had to come did not.
    Late(Duration),
    /// So many frames came, and none of them was what had to come.
    Flooded(usize),
    Closed(Closed),
    /// Nothing could be sent: the client was not let in.
    Refused(String),
}

/// Frames that a connection sends in a case, with those that no consumer has a handler for.
pub(super) const FRAMES: u32 = 3;
/// The same where the frame is sent twice.
pub(super) const FRAMES_AGAIN: u32 = 5;

/// Actions that no consumer has.
const BARRIERS: [&str; 2] = ["chanx-check-before", "chanx-check-after"];
/// Most frames that are read until an answer comes; where time is paused, it does not pass while frames come.
const FLOOD: usize = 16_384;
/// Most frames that are read until nothing more comes: a stream may go on for ever.
const ENOUGH: usize = 1024;

/// Connects, sends the frame, and reads what comes of it.
pub(super) async fn run(connect: Connect<AnyConsumer>, sent: &Sent, manner: Manner) -> Outcome {
    let client = match connect.connect().await {
        Ok(client) => client,
        Err(refused) => {
            let end = Ending::Refused(refused.to_string());
            let (before, replies, transcript) = (Vec::new(), Vec::new(), String::new());
            return Outcome { before, replies, end, reference: manner.reference.is_some(), transcript };
        }
    };
    let mut session = Session { client, before: Vec::new(), replies: Vec::new(), seen: Seen::default() };
    let end = session.through(sent, manner).await.unwrap_or_else(|end| end);
    if end == Ending::Alive {
        // So that its groups are left before the next one connects.
        session.leave().await;
    }
    let Session { client, before, replies, .. } = session;
    let transcript = client.transcript().to_string();
    Outcome { before, replies, end, reference: manner.reference.is_some(), transcript }
}

struct Session {
    client: Communicator<AnyConsumer>,
    before: Vec<Item>,
    replies: Vec<Item>,
    seen: Seen,
}

/// What came, in numbers.
#[derive(Default)]
struct Seen {
    /// Requests that were sent, each of which is completed once.
    sent: usize,
    completed: usize,
    /// What else came since the frame, and whether some of it are errors.
    replied: usize,
    refused: bool,
}

type Passed<T> = Result<T, Ending>;

impl Session {
    async fn through(&mut self, sent: &Sent, manner: Manner) -> Passed<Ending> {
        if manner.authenticates {
            self.authenticated().await?;
        }
        if manner.barrier {
            self.barrier(BARRIERS[0]).await?;
        }
        if manner.again {
            self.frame(sent, manner).await?;
        }
        self.frame(sent, manner).await?;
        Ok(Ending::Alive)
    }

    /// Sends the frame, and reads what comes of it.
    async fn frame(&mut self, sent: &Sent, manner: Manner) -> Passed<()> {
        self.before.append(&mut self.replies);
        (self.seen.replied, self.seen.refused) = (0, false);
        let frame = match sent {
            Sent::Text(text) => Frame::text(
                manner.reference.map_or_else(|| text.clone(), |reference| with_reference(text, reference)),
            ),
            Sent::Binary(bytes) => Frame::binary(bytes.clone()),
        };
        self.seen.sent += 1;
        self.put(&frame).await?;
        if manner.barrier {
            self.barrier(BARRIERS[1]).await?;
        }
        match manner.after {
            After::Nothing => Ok(()),
            After::Complete => self.until(|session| session.seen.completed >= session.seen.sent).await,
            After::Quiet(least) => self.quiet(least).await,
        }
    }

    async fn authenticated(&mut self) -> Passed<()> {
        let item = match self.next().await {
            Ok(item) => item,
            Err(Ending::Closed(closed)) => return Err(Ending::Refused(closed.to_string())),
            Err(end) => return Err(end),
        };
        let Some(value) = json(&item) else { return Err(Ending::Refused(format!("{item:?}"))) };
        let status = value.pointer("/payload/status_code").or_else(|| value.pointer("/payload/statusCode"));
        if status.and_then(Value::as_u64) == Some(200) {
            return Ok(());
        }
        Err(Ending::Refused(value.to_string()))
    }

    /// Sends a frame whose answer comes after all that the server answered before.
    async fn barrier(&mut self, name: &str) -> Passed<()> {
        let text = Value::from_iter([(self.client.tag, name)]).to_string();
        self.seen.sent += 1;
        self.put(&Frame::text(text)).await?;
        let told = |session: &mut Self, item: Item| {
            let is_there = is_barrier(&item, name);
            if !is_there {
                session.keep(item);
            }
            is_there
        };
        self.until_of(told).await
    }

    /// Reads until it is so.
    async fn until(&mut self, is: impl Fn(&Self) -> bool) -> Passed<()> {
        if is(self) {
            return Ok(());
        }
        self.until_of(|session, item| {
            session.keep(item);
            is(session)
        })
        .await
    }

    /// Reads until the frame of which it is so.
    async fn until_of(&mut self, mut is: impl FnMut(&mut Self, Item) -> bool) -> Passed<()> {
        let limit = self.client.timeout;
        let end = Instant::now() + limit;
        for _ in 0..FLOOD {
            match timeout_at(end, self.client.next()).await {
                Ok(Some(item)) => {
                    if is(self, item) {
                        return Ok(());
                    }
                }
                Ok(None) => return Err(self.closed().await),
                Err(_) => return Err(Ending::Late(limit)),
            }
        }
        Err(Ending::Flooded(FLOOD))
    }

    async fn quiet(&mut self, least: usize) -> Passed<()> {
        self.until(|session| session.seen.replied >= least || session.seen.refused).await?;
        let (quiet, end) = (self.client.quiet, Instant::now() + self.client.timeout);
        for _ in 0..ENOUGH {
            match timeout(quiet, self.client.next()).await {
                Ok(Some(item)) => self.keep(item),
                Ok(None) => return Err(self.closed().await),
                Err(_) => break,
            }
            if Instant::now() >= end {
                break;
            }
        }
        Ok(())
    }

    fn keep(&mut self, item: Item) {
        match json(&item).as_ref().and_then(|value| self.client.action(value)) {
            Some("complete") => self.seen.completed += 1,
            Some(action) if COMPLETIONS.contains(&action) => {}
            action => {
                self.seen.replied += 1;
                self.seen.refused |= action == Some("error");
            }
        }
        self.replies.push(item);
    }

    async fn next(&mut self) -> Passed<Item> {
        let limit = self.client.timeout;
        match timeout(limit, self.client.next()).await {
            Ok(Some(item)) => Ok(item),
            Ok(None) => Err(self.closed().await),
            Err(_) => Err(Ending::Late(limit)),
        }
    }

    async fn closed(&mut self) -> Ending {
        let mut closed = self.client.pump.closed.clone();
        let end = closed.wait_for(Option::is_some);
        let end = timeout(self.client.timeout, end).await.ok().and_then(|end| end.ok()?.clone());
        Ending::Closed(end.unwrap_or_else(Closed::gone))
    }

    async fn put(&mut self, frame: &Frame) -> Passed<()> {
        self.client.transcript.sent(frame.to_string());
        let limit = self.client.timeout;
        let written = timeout(limit, self.client.pump.write(frame.to_bytes())).await;
        written.map_err(|_| Ending::Late(limit))
    }

    async fn leave(&mut self) {
        self.client.answer(false);
        if self.put(&Frame::close(1000, "")).await.is_ok() {
            let _ = self.closed().await;
        }
    }
}

/// A frame's text with a `ref`, before its own members.
fn with_reference(text: &str, reference: &str) -> String {
    let Some(members) = text.strip_prefix('{') else { return text.to_owned() };
    let comma = if members.trim_start().starts_with('}') { "" } else { "," };
    format!(r#"{{"ref":"{reference}"{comma}{members}"#)
}

/// A text frame's JSON.
pub(super) fn json(item: &Item) -> Option<Value> {
    match item {
        Item::Text(text) => serde_json::from_str(text).ok(),
        Item::Binary(_) => None,
    }
}

fn is_barrier(item: &Item, name: &str) -> bool {
    if !matches!(item, Item::Text(text) if text.contains(name)) {
        return false;
    }
    let told = |value: Value| {
        let fault = value.pointer("/payload/0")?;
        let kind = fault.get("type")?.as_str()? == "union_tag_invalid";
        Some(kind && fault.get("msg")?.as_str()?.contains(name))
    };
    json(item).and_then(told).unwrap_or(false)
}
