//! Plays the lines of a recording, one after the other.

use std::{panic::Location, time::Duration};

use chanx_core::record::{Closed, Happening, Kind, Line, Opened, Said, Side};
use serde_json::Value;
use tokio::time::timeout;

use super::{
    Connecting,
    difference::differences,
    pace::Pace,
    rules::{Rules, action},
};
use crate::{
    AnyConsumer, Communicator, Connect, TestApp,
    frame::{CLOSE, Frame},
    pump::Item,
};

/// How long a wait that was recorded may be at most, so that times nobody recorded are no trouble.
pub(super) const LONGEST: f64 = 1e9;

pub(super) struct Player {
    at: &'static Location<'static>,
    /// How failures call the recording.
    name: String,
    app: TestApp,
    ignored: Rules<()>,
    connecting: Connecting,
    pace: Option<Pace>,
    /// In the order in which they were opened.
    open: Vec<Playing>,
}

/// A connection that is open.
struct Playing {
    connection: String,
    opened: Opened,
    client: Communicator<AnyConsumer>,
}

impl Player {
    pub(super) fn new(
        at: &'static Location<'static>,
        name: String,
        app: TestApp,
        ignored: Rules<()>,
        connecting: Connecting,
        pace: Option<Pace>,
    ) -> Self {
        Self { at, name, app, ignored, connecting, pace, open: Vec::new() }
    }

    /// Plays lines that are known to be in order: nothing is said on a connection before it opens or after it closed.
    pub(super) async fn play(mut self, lines: &[(usize, Line)]) {
        let mut before = 0.0;
        for (index, (number, line)) in lines.iter().enumerate() {
            let took = Duration::from_secs_f64((line.at - before).clamp(0.0, LONGEST));
            before = line.at;
            let number = *number;
            if let Some(pace) = &mut self.pace {
                pace.keep(line).await;
            }
            match &line.happening {
                Happening::Opened(opened) => self.open(number, &line.connection, opened).await,
                Happening::Said(Side::Client, said) => self.say(&line.connection, said).await,
                Happening::Said(Side::Server, said) => {
                    let next = lines[index + 1..].iter().find_map(|(number, next)| match &next.happening {
                        Happening::Said(Side::Server, said) if next.connection == line.connection => {
                            Some((*number, said))
                        }
                        _ => None,
                    });
                    self.hear(number, &line.connection, took, said, next).await;
                }
                Happening::Closed(closed) => self.close(number, &line.connection, took, *closed).await,
            }
        }
        self.finish().await;
    }

    async fn open(&mut self, number: usize, connection: &str, opened: &Opened) {
        let mut connect = Connect::new(self.app.line.clone(), &opened.path, "action");
        if let Some(subprotocol) = &opened.subprotocol {
            connect = connect.subprotocols(&[subprotocol]);
        }
        match (self.connecting)(connect, opened).connect_at(self.at).await {
            Ok(client) => {
                let agreed = client.subprotocol().map(str::to_owned);
                let playing = Playing { connection: connection.to_owned(), opened: opened.clone(), client };
                self.open.push(playing);
                if agreed != opened.subprotocol {
                    let name = |one: &Option<String>| {
                        one.as_ref().map_or("none".to_owned(), |one| format!("`{one}`"))
                    };
                    let (agreed, recorded) = (name(&agreed), name(&opened.subprotocol));
                    let why =
                        format!("the subprotocol agreed on is {agreed}, not {recorded} as was recorded");
                    self.fail(number, connection, &why);
                }
            }
            Err(refused) => {
                let Self { name, at, .. } = self;
                panic!("line {number}: {} is {refused}\n  replaying {name}, called at {at}", opened.path)
            }
        }
    }

    async fn say(&mut self, connection: &str, said: &Said) {
        let at = self.at;
        let frame = match said {
            Said::Text(message) => Frame::text(message.to_string()),
            Said::Raw(text) => Frame::text(text.as_str()),
            Said::Binary(bytes) => Frame::binary(bytes.clone()),
            Said::Withheld { .. } => return,
        };
        self.playing(connection).client.send(at, &frame).await;
    }

    async fn hear(
        &mut self,
        number: usize,
        connection: &str,
        took: Duration,
        said: &Said,
        next: Option<(usize, &Said)>,
    ) {
        let playing = self.playing(connection);
        let limit = playing.client.timeout + took;
        let came = match timeout(limit, playing.client.next()).await {
            Ok(Some(came)) => came,
            Ok(None) => {
                let why = format!("{} before the server said {}", playing.client.ending(), words(said));
                self.fail(number, connection, &why)
            }
            Err(_) => {
                let why = format!("waited {limit:?} for the server to say {}", words(said));
                self.fail(number, connection, &why)
            }
        };
        let tag = self.playing(connection).opened.tag.clone();
        let Some(found) = self.compare(said, &came, &tag) else { return };
        let why = match next {
            Some((later, next)) if self.compare(next, &came, &tag).is_none() => {
                format!("the server did not say this, but at once what line {later} has")
            }
            _ => format!("the server said something else{found}"),
        };
        let mut why = format!("{why}\n  recorded: {}\n  came:     {}", words(said), item(&came));
        if self.pace.is_none() && matches!(&came, Item::Text(text) if text.contains("\"rate_limited\"")) {
            why += "\n  a client that kept to a rate is played so by `.at_recorded_pace()`";
        }
        self.fail(number, connection, &why);
    }

    /// Where what came differs; `None` where it does not.
    fn compare(&self, said: &Said, came: &Item, tag: &str) -> Option<String> {
        let is_same = match (said, came) {
            (Said::Text(recorded), Item::Text(text)) => {
                let Ok(mut came) = serde_json::from_str::<Value>(text) else { return Some(String::new()) };
                let mut recorded = recorded.clone();
                let action = action(&recorded, tag).to_owned();
                self.ignored.strip(&action, &mut recorded);
                self.ignored.strip(&action, &mut came);
                let found = differences(&recorded, &came);
                return (!found.is_empty()).then(|| format!("\n  {}", found.join("\n  ")));
            }
            (Said::Raw(recorded), Item::Text(text)) => recorded == text,
            (Said::Binary(recorded), Item::Binary(bytes)) => recorded == bytes,
            (Said::Withheld { kind: Kind::Text, .. }, Item::Text(_))
            | (Said::Withheld { kind: Kind::Binary, .. }, Item::Binary(_)) => true,
            _ => false,
        };
        (!is_same).then(String::new)
    }

    async fn close(&mut self, number: usize, connection: &str, took: Duration, closed: Closed) {
        let at = self.at;
        let client = &mut self.playing(connection).client;
        let limit = client.timeout + took;
        // A server that went down, or was cut off, ended the recording and not the talk.
        let cut = closed.by == Side::Server && matches!(closed.code, 1006 | 1012);
        let by_client = closed.by == Side::Client || cut;
        if by_client && !cut && closed.code == 1006 {
            if let Ok(came) = client.pump.items.try_recv() {
                self.more(number, connection, &came);
            }
            return self.take(connection).client.abort().await;
        }
        if by_client {
            let frame = match closed.code {
                1005 => Frame::new(CLOSE, ""),
                _ if cut => Frame::close(1000, ""),
                code => Frame::close(code, ""),
            };
            client.answer(false);
            client.send(at, &frame).await;
        }
        match timeout(limit, client.next()).await {
            Ok(None) => {}
            Ok(Some(came)) => self.more(number, connection, &came),
            Err(_) => self.fail(number, connection, &format!("waited {limit:?} for the connection to end")),
        }
        let ended = client_end(&self.playing(connection).client).await;
        if !by_client && ended != closed.code {
            let why = format!("closed with {ended}, not with {} as was recorded", closed.code);
            self.fail(number, connection, &why);
        }
        self.take(connection);
    }

    /// Nothing more may come, and what was left open stays so.
    async fn finish(mut self) {
        for index in 0..self.open.len() {
            let Playing { connection, client, .. } = &mut self.open[index];
            let connection = connection.clone();
            let why = match timeout(client.quiet, client.next()).await {
                Err(_) => continue,
                Ok(Some(came)) => {
                    format!("the server said more than was recorded\n  came:     {}", item(&came))
                }
                Ok(None) => format!("{}, which was not recorded", client.ending()),
            };
            self.fail_with(&connection, &format!("at the end: {why}"));
        }
    }

    fn playing(&mut self, connection: &str) -> &mut Playing {
        let open = self.open.iter_mut().find(|playing| playing.connection == connection);
        open.unwrap_or_else(|| unreachable!("`{connection}` was found to be open"))
    }

    fn take(&mut self, connection: &str) -> Playing {
        let open = self.open.iter().position(|playing| playing.connection == connection);
        self.open.remove(open.unwrap_or_else(|| unreachable!("`{connection}` was found to be open")))
    }

    fn more(&mut self, number: usize, connection: &str, came: &Item) -> ! {
        let why = format!("the server said more before the end\n  came:     {}", item(came));
        self.fail(number, connection, &why)
    }

    fn fail(&mut self, number: usize, connection: &str, why: &str) -> ! {
        self.fail_with(connection, &format!("line {number}: {why}"))
    }

    fn fail_with(&mut self, connection: &str, why: &str) -> ! {
        let (name, at) = (self.name.clone(), self.at);
        let client = &self.playing(connection).client;
        panic!("{why}\n  replaying {name}, connection `{connection}`, called at {at}\n{}", client.transcript)
    }
}

/// The code by which a connection ended that gives nothing more.
async fn client_end(client: &Communicator<AnyConsumer>) -> u16 {
    let mut closed = client.pump.closed.clone();
    let ended = closed.wait_for(Option::is_some).await;
    ended.ok().and_then(|ended| ended.as_ref().map(|closed| closed.code)).unwrap_or(1006)
}

fn words(said: &Said) -> String {
    match said {
        Said::Text(message) => message.to_string(),
        Said::Raw(text) => format!("{text:?}"),
        Said::Binary(bytes) => format!("[binary {}]", bytes.escape_ascii()),
        Said::Withheld { kind: Kind::Text, .. } => "[a text that is withheld]".to_owned(),
        Said::Withheld { kind: Kind::Binary, .. } => "[bytes that are withheld]".to_owned(),
    }
}

fn item(item: &Item) -> String {
    match item {
        Item::Text(text) => text.clone(),
        Item::Binary(bytes) => format!("[binary {}]", bytes.escape_ascii()),
    }
}
