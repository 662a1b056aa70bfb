//! Why a recording cannot be read or written.

use std::{fmt, io, path::PathBuf};

/// A recording cannot be read or written.
#[derive(Debug)]
pub struct RecordingError {
    pub(super) path: Option<PathBuf>,
    pub(super) line: Option<usize>,
    pub(super) cause: Cause,
}

#[derive(Debug)]
pub(super) enum Cause {
    Io(io::Error),
    Json(serde_json::Error),
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
