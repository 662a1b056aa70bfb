//! What was said on a connection.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chanx_core::observe::Side;
use tokio::time::Instant;

use crate::frame::{BINARY, CLOSE, CONTINUATION, Frame, PING, PONG, TEXT};

/// Everything that a connection's two sides said, in order; its display is what failed waits print.
#[derive(Debug, Clone)]
pub struct Transcript {
    started: Instant,
    /// Whose connection it is.
    name: Option<Arc<str>>,
    lines: Arc<Mutex<Vec<Line>>>,
}

#[derive(Debug)]
struct Line {
    at: Duration,
    arrow: char,
    entry: Entry,
}

/// What a line shows.
#[derive(Debug, Clone)]
pub(crate) enum Entry {
    Frame(Frame),
    /// Anything else that happened.
    Note(String),
}

impl From<Frame> for Entry {
    fn from(frame: Frame) -> Self {
        Self::Frame(frame)
    }
}

impl From<String> for Entry {
    fn from(note: String) -> Self {
        Self::Note(note)
    }
}

const SENT: char = '→';
const RECEIVED: char = '←';

/// Lines that a failure prints, the last ones.
const SHOWN: usize = 100;
/// Characters of a line.
const WIDTH: usize = 400;

impl Transcript {
    pub(crate) fn new(name: Option<Arc<str>>) -> Self {
        Self { started: Instant::now(), name, lines: Arc::default() }
    }

    /// What the client sent.
    pub(crate) fn sent(&self, entry: impl Into<Entry>) {
        self.push(SENT, entry.into());
    }

    /// What the server sent.
    pub(crate) fn received(&self, entry: impl Into<Entry>) {
        self.push(RECEIVED, entry.into());
    }

    fn push(&self, arrow: char, entry: Entry) {
        let line = Line { at: self.started.elapsed(), arrow, entry };
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// The frames of both sides in order, each with its time since the connection was opened and its sender.
    ///
    /// A server's frames count as masked, so that two frames that say the same are equal.
    pub fn frames(&self) -> Vec<(Duration, Side, Frame)> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let frame = |line: &Line| match &line.entry {
            Entry::Frame(frame) if line.arrow == SENT => Some((line.at, Side::Client, frame.clone())),
            Entry::Frame(frame) => Some((line.at, Side::Server, frame.clone())),
            Entry::Note(_) => None,
        };
        lines.iter().filter_map(frame).collect()
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Entry::Frame(frame) => frame.to_string(),
            Entry::Note(note) => note.clone(),
        };
        match text.char_indices().nth(WIDTH) {
            Some((end, _)) => write!(f, "{}… ({} bytes)", &text[..end], text.len()),
            None => f.write_str(&text),
        }
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let left_out = lines.len().saturating_sub(SHOWN);
        let whose = self.name.as_deref().map_or_else(|| "the".to_owned(), |name| format!("{name}'s"));
        writeln!(f, "transcript of {whose} connection (→ client, ← server):")?;
        if left_out > 0 {
            writeln!(f, "  … {left_out} lines before …")?;
        }
        for Line { at, arrow, entry } in &lines[left_out..] {
            writeln!(f, "  {:>9.3}s {arrow} {entry}", at.as_secs_f64())?;
        }
        if lines.is_empty() {
            writeln!(f, "  (nothing)")?;
        }
        Ok(())
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.opcode {
            CONTINUATION => "continuation",
            TEXT => "text",
            BINARY => "binary",
            CLOSE => "close",
            PING => "ping",
            PONG => "pong",
            _ => "reserved",
        };
        match (self.opcode, &self.payload[..]) {
            (TEXT, text) if self.fin && self.reserved == 0 && self.masked => {
                return f.write_str(&String::from_utf8_lossy(text));
            }
            (CLOSE, [high, low, reason @ ..]) => {
                let code = u16::from_be_bytes([*high, *low]);
                write!(f, "[close {code} {}]", String::from_utf8_lossy(reason))?;
            }
            (_, payload) => write!(f, "[{kind} {}]", payload.escape_ascii())?,
        }
        if !self.fin {
            f.write_str(" (unfinished)")?;
        }
        if self.reserved != 0 || kind == "reserved" {
            write!(f, " (reserved bits {:03b}, opcode {})", self.reserved, self.opcode)?;
        }
        Ok(())
    }
}
