//! The lines of a recording, made on the recorder's own thread.

use std::{collections::HashMap, sync::Arc};

use bytes::Bytes;

use super::{Closed, Happening, Line, Redaction, Said, Side};
use crate::{
    layer::ChannelName,
    observe::{Frames, Opcode},
    table::{ConsumerInfo, HandlerInfo},
};

/// A step, with its connection and its time, as it was handed over.
pub(super) struct Told {
    pub(super) connection: ChannelName,
    /// Seconds since the recording began.
    pub(super) at: f64,
    /// The bytes of its frames, as far as they count.
    pub(super) bytes: usize,
    pub(super) happened: Happened,
}

/// A step of a connection, before anybody looked into it.
pub(super) enum Happened {
    Opened {
        consumer: &'static ConsumerInfo,
        handlers: Arc<[HandlerInfo]>,
        path: String,
        subprotocol: Option<String>,
    },
    Received(Opcode, Bytes),
    Sent(Frames),
    Closed(Closed),
}

impl Happened {
    /// The address and the length of the frames in it.
    pub(super) fn bytes(&self) -> (usize, usize) {
        match self {
            Self::Received(_, payload) => (payload.as_ptr() as usize, payload.len()),
            Self::Sent(frames) => (frames.address(), frames.len()),
            Self::Opened { .. } | Self::Closed(_) => (0, 0),
        }
    }
}

/// Knows the connections that are open, and what is secret on each.
#[derive(Default)]
pub(super) struct Scribe {
    connections: HashMap<ChannelName, (String, Arc<Redaction>)>,
    /// One for each route, whose connections share their rows.
    redactions: Vec<(Arc<[HandlerInfo]>, Arc<Redaction>)>,
    opened: u64,
}

impl Scribe {
    /// The lines of what happened: several where frames left together, none for the protocol's own.
    pub(super) fn lines(&mut self, told: Told) -> Vec<Line> {
        let Told { connection, at, happened, .. } = told;
        let (name, happenings) = match happened {
            Happened::Opened { consumer, handlers, path, subprotocol } => {
                let redaction = self.redaction(consumer, handlers);
                let opened = redaction.opened(&path, subprotocol.as_deref());
                self.opened += 1;
                let name = self.opened.to_string();
                self.connections.insert(connection, (name.clone(), redaction));
                (name, vec![Happening::Opened(opened)])
            }
            Happened::Closed(closed) => {
                let Some((name, _)) = self.connections.remove(&connection) else { return Vec::new() };
                (name, vec![Happening::Closed(closed)])
            }
            Happened::Received(opcode, payload) => {
                let Some((name, redaction)) = self.connections.get(&connection) else { return Vec::new() };
                let said = said(redaction, Side::Client, opcode, &payload);
                (name.clone(), said.map(|said| Happening::Said(Side::Client, said)).into_iter().collect())
            }
            Happened::Sent(frames) => {
                let Some((name, redaction)) = self.connections.get(&connection) else { return Vec::new() };
                let said = frames.iter().filter_map(|(opcode, payload)| {
                    Some(Happening::Said(Side::Server, said(redaction, Side::Server, opcode, &payload)?))
                });
                (name.clone(), said.collect())
            }
        };
        happenings.into_iter().map(|happening| Line { connection: name.clone(), at, happening }).collect()
    }

    fn redaction(&mut self, consumer: &'static ConsumerInfo, handlers: Arc<[HandlerInfo]>) -> Arc<Redaction> {
        if let Some((_, known)) = self.redactions.iter().find(|(known, _)| Arc::ptr_eq(known, &handlers)) {
            return known.clone();
        }
        let redaction = Arc::new(Redaction::of(consumer, &*handlers));
        self.redactions.push((handlers, redaction.clone()));
        redaction
    }
}

/// The part of a frame that may be recorded; `None` for the protocol's own.
fn said(redaction: &Redaction, from: Side, opcode: Opcode, payload: &Bytes) -> Option<Said> {
    match opcode {
        Opcode::Text => Some(redaction.text(from, &String::from_utf8_lossy(payload))),
        Opcode::Binary => Some(redaction.binary(payload)),
        Opcode::Close | Opcode::Ping | Opcode::Pong => None,
    }
}
