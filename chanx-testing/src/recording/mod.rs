//! What was said on connections, as lines of JSON.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use bytes::Bytes;
use chanx_core::{
    consumer::Consumer,
    record::{Closed, Happening, Line, Redaction, Side},
};

use crate::{
    Communicator,
    frame::{BINARY, CLOSE, CONTINUATION, Frame, TEXT},
};

/// What connections said, without what is secret: of a [`Communicator`], or of a server that `App::record` recorded.
///
/// Its text has one line of JSON for each thing that happened; `chanx::record` has their form.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Each with its number in the text.
    lines: Vec<(usize, Line)>,
}

/// A recording cannot be read or written.
#[derive(Debug)]
pub struct RecordingError {
    path: Option<PathBuf>,
    line: Option<usize>,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    Io(io::Error),
    Json(serde_json::Error),
}

impl Recording {
    /// Reads a file; a relative path begins at the package that is tested.
    ///
    /// # Errors
    /// When the file cannot be read, or one of its lines is none of a recording's.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, RecordingError> {
        let path = in_package(path.as_ref());
        let text = fs::read_to_string(&path).map_err(Cause::Io);
        let read = text.map_err(RecordingError::from).and_then(|text| text.parse());
        read.map_err(|error: RecordingError| RecordingError { path: Some(path), ..error })
    }

    /// Writes a file, in place of what it held, and the folders above it; a relative path begins at the package that is
    /// tested.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), RecordingError> {
        let path = in_package(path.as_ref());
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        let saved = folder.and_then(|()| fs::write(&path, self.to_string()));
        saved.map_err(|error| RecordingError { path: Some(path), ..Cause::Io(error).into() })
    }

    /// Its lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().map(|(_, line)| line)
    }

    pub(crate) fn numbered(&self) -> &[(usize, Line)] {
        &self.lines
    }
}

/// A path that is relative to the package whose tests run.
fn in_package(path: &Path) -> PathBuf {
    match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(package) => Path::new(&package).join(path),
        None => path.to_owned(),
    }
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().try_for_each(|line| {
            let text = serde_json::to_string(line).map_err(|_| fmt::Error)?;
            writeln!(f, "{text}")
        })
    }
}

impl FromStr for Recording {
    type Err = RecordingError;

    /// Reads the lines; empty ones are passed over.
    fn from_str(text: &str) -> Result<Self, RecordingError> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let read = lines.map(|(index, line)| match serde_json::from_str(line) {
            Ok(line) => Ok((index + 1, line)),
            Err(error) => Err(RecordingError { line: Some(index + 1), ..Cause::Json(error).into() }),
        });
        Ok(Self { lines: read.collect::<Result<_, _>>()? })
    }
}

impl From<Cause> for RecordingError {
    fn from(cause: Cause) -> Self {
        Self { path: None, line: None, cause }
    }
}

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        match &self.cause {
            Cause::Io(error) => error.fmt(f),
            Cause::Json(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RecordingError {}

impl<C: Consumer> Communicator<C> {
    /// What was said so far, as a recording of one connection, without what is secret.
    ///
    /// Malformed frames, control frames, and bytes that are no frames are not in it.
    pub fn recording(&self) -> Recording {
        let redaction = Redaction::of::<C>();
        let opened = redaction.opened(&self.path, self.subprotocol());
        let mut lines = Lines::default();
        lines.push(Duration::ZERO, Happening::Opened(opened));
        let mut closed =
            self.pump.closed.borrow().as_ref().map(|end| Closed { code: end.code, by: Side::Server });
        let (mut sent, mut received) = (Message::default(), Message::default());
        let frames = self.transcript().frames();
        for (_, by, frame) in frames.iter().rev().filter(|(.., frame)| frame.opcode == CLOSE) {
            // The first of the two says who closed.
            let code = crate::Closed::read(&frame.payload).map_or(1006, |closed| closed.code);
            closed = Some(Closed { code, by: *by });
        }
        let last = frames.last().map_or(Duration::ZERO, |(at, ..)| *at);
        for (at, side, frame) in frames {
            let message = match side {
                Side::Client => &mut sent,
                Side::Server => &mut received,
            };
            let said = match message.take(&frame) {
                Some((TEXT, payload)) => str::from_utf8(&payload).ok().map(|text| redaction.text(side, text)),
                Some((_, payload)) => Some(redaction.binary(&payload)),
                None => None,
            };
            if let Some(said) = said {
                lines.push(at, Happening::Said(side, said));
            }
        }
        if let Some(closed) = closed {
            lines.push(last, Happening::Closed(closed));
        }
        lines.0
    }
}

struct Lines(Recording);

impl Default for Lines {
    fn default() -> Self {
        Self(Recording { lines: Vec::new() })
    }
}

impl Lines {
    fn push(&mut self, at: Duration, happening: Happening) {
        let at = (at.as_secs_f64() * 1e6).round() / 1e6;
        let line = Line { connection: "1".to_owned(), at, happening };
        self.0.lines.push((self.0.lines.len() + 1, line));
    }
}

/// A message of one or more frames.
#[derive(Default)]
struct Message(Option<(u8, Vec<u8>)>);

impl Message {
    /// The whole message, where the frame ends one.
    fn take(&mut self, frame: &Frame) -> Option<(u8, Bytes)> {
        if !frame.masked || frame.reserved != 0 {
            return None;
        }
        match frame.opcode {
            TEXT | BINARY => self.0 = Some((frame.opcode, frame.payload.to_vec())),
            CONTINUATION => self.0.as_mut()?.1.extend_from_slice(&frame.payload),
            _ => return None,
        }
        if !frame.fin {
            return None;
        }
        self.0.take().map(|(opcode, payload)| (opcode, payload.into()))
    }
}
