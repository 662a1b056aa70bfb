//! What was said on connections, as lines of JSON.

mod client;
mod error;
mod message;

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};

use chanx_core::record::Line;

use self::error::Cause;
pub use self::error::RecordingError;

/// What connections said, without what is secret: of a [`Communicator`](crate::Communicator), or of a server that `App::record` recorded;
/// with the feature `replay`.
///
/// Its text has one line of JSON for each thing that happened; `chanx::record` has their form.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Each with its number in the text.
    lines: Vec<(usize, Line)>,
}

impl Recording {
    /// Reads a file; a relative path begins at the package that is tested.
    ///
    /// # Errors
    /// When the file cannot be read, or one of its lines is none of a recording's.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, RecordingError> {
        let path = in_package(path.as_ref());
        let text = fs::read(&path).and_then(whole_characters).map_err(Cause::Io);
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

/// The text of a file, without a last character that is cut off.
fn whole_characters(mut bytes: Vec<u8>) -> io::Result<String> {
    if let Err(error) = str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
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

    /// Reads the lines. Empty ones are passed over, and so is a last one that is cut off: it has no end of line.
    fn from_str(text: &str) -> Result<Self, RecordingError> {
        let lines = text.split_inclusive('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
        let mut read = Vec::new();
        for (index, line) in lines {
            match serde_json::from_str(line) {
                Ok(line) => read.push((index + 1, line)),
                Err(error) if error.is_eof() && !line.ends_with('\n') => {}
                Err(error) => {
                    return Err(RecordingError { line: Some(index + 1), ..Cause::Json(error).into() });
                }
            }
        }
        Ok(Self { lines: read })
    }
}
