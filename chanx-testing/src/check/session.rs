//! One frame on a connection of its own, and all that came of it.

use std::time::Duration;

use serde_json::Value;
use tokio::time::timeout;

use crate::{AnyConsumer, Closed, Communicator, Connect, Frame, pump::Item};

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
    pub(super) after: After,
}

/// How long is waited for handlers that run beside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum After {
    /// Not at all: there are none.
    Nothing,
    /// Until so many replies came, or an error, and then until nothing more comes.
    Quiet(usize),
    /// Until the frame that completes a request.
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
    pub(super) transcript: String,
}

/// How far it came.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ending {
    /// The server went on.
    Alive,
    /// Nothing came that had to.
    Late(Duration),
    Closed(Closed),
    /// Nothing could be sent: the client was not let in.
    Refused(String),
}

/// Actions that no consumer has.
const BARRIERS: [&str; 2] = ["chanx-check-before", "chanx-check-after"];
/// Most frames that are read after a frame that was sent.
const MOST: usize = 256;

/// Connects, sends the frame, and reads what comes of it.
pub(super) async fn run(connect: Connect<AnyConsumer>, sent: &Sent, manner: Manner) -> Outcome {
    let client = match connect.connect().await {
        Ok(client) => client,
        Err(refused) => {
            let end = Ending::Refused(refused.to_string());
            return Outcome { before: Vec::new(), replies: Vec::new(), end, transcript: String::new() };
        }
    };
    let mut session = Session { client, before: Vec::new(), replies: Vec::new() };
    let end = session.through(sent, manner).await.unwrap_or_else(|end| end);
    if end == Ending::Alive {
        // So that its groups are left before the next one connects.
        session.leave().await;
    }
    let Session { client, before, replies } = session;
    Outcome { before, replies, end, transcript: client.transcript().to_string() }
}

struct Session {
    client: Communicator<AnyConsumer>,
    before: Vec<Item>,
    replies: Vec<Item>,
}

type Passed<T> = Result<T, Ending>;

impl Session {
    async fn through(&mut self, sent: &Sent, manner: Manner) -> Passed<Ending> {
        if manner.authenticates {
            self.authenticated().await?;
        }
        if manner.barrier {
            self.barrier(0).await?;
        }
        let frame = match sent {
            Sent::Text(text) => Frame::text(text.clone()),
            Sent::Binary(bytes) => Frame::binary(bytes.clone()),
        };
        self.put(&frame).await?;
        if manner.barrier {
            self.barrier(1).await?;
        }
        match manner.after {
            After::Nothing => {}
            After::Complete if self.is_complete() => {}
            After::Complete => self.complete().await?,
            After::Quiet(least) => self.quiet(least).await?,
        }
        Ok(Ending::Alive)
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
    async fn barrier(&mut self, index: usize) -> Passed<()> {
        let name = BARRIERS[index];
        let text = Value::from_iter([(self.client.tag, name)]).to_string();
        self.put(&Frame::text(text)).await?;
        for _ in 0..MOST {
            let item = self.next().await?;
            if is_barrier(&item, name) {
                return Ok(());
            }
            self.keep(item, index);
        }
        Ok(())
    }

    async fn complete(&mut self) -> Passed<()> {
        for _ in 0..MOST {
            let item = self.next().await?;
            self.keep(item, 1);
            if self.is_complete() {
                break;
            }
        }
        Ok(())
    }

    async fn quiet(&mut self, least: usize) -> Passed<()> {
        while self.replies.len() < least && !self.has("error") {
            let item = self.next().await?;
            self.keep(item, 1);
        }
        let quiet = self.client.quiet;
        for _ in 0..MOST {
            match timeout(quiet, self.client.next()).await {
                Ok(Some(item)) => self.keep(item, 1),
                Ok(None) => return Err(self.closed().await),
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// The barriers' own completions are counted too: two of them, and then the handler's.
    fn is_complete(&self) -> bool {
        self.before.iter().chain(&self.replies).filter(|item| self.is(item, "complete")).count() >= 3
    }

    fn has(&self, action: &str) -> bool {
        self.replies.iter().any(|item| self.is(item, action))
    }

    fn is(&self, item: &Item, action: &str) -> bool {
        json(item).is_some_and(|value| self.client.action(&value) == Some(action))
    }

    fn keep(&mut self, item: Item, index: usize) {
        if index == 0 { self.before.push(item) } else { self.replies.push(item) }
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

/// A text frame's JSON.
pub(super) fn json(item: &Item) -> Option<Value> {
    match item {
        Item::Text(text) => serde_json::from_str(text).ok(),
        Item::Binary(_) => None,
    }
}

fn is_barrier(item: &Item, name: &str) -> bool {
    let told = |value: Value| {
        let fault = value.pointer("/payload/0")?;
        let kind = fault.get("type")?.as_str()? == "union_tag_invalid";
        Some(kind && fault.get("msg")?.as_str()?.contains(name))
    };
    json(item).and_then(told).unwrap_or(false)
}
