//! The contract as a file.

use std::{
    error::Error,
    fmt::{self, Display},
};

use serde::Deserialize;

use crate::model::{Contract, VERSION};

/// A text that is no contract.
///
/// It tells the line and column; it displays as `line 3, column 7: …`.
#[derive(Debug)]
pub struct ContractError(String);

impl Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ContractError {}

impl From<serde_json::Error> for ContractError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        let said = said.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&said);
        Self(format!("line {line}, column {column}: {said}"))
    }
}

#[derive(Deserialize)]
struct Format {
    version: u32,
}

impl Contract {
    /// Reads a contract's file, of this version of the format or of an older one.
    ///
    /// # Errors
    /// When the text is not JSON, is no contract, or was written in a later version of the format.
    pub fn from_json(text: &str) -> Result<Self, ContractError> {
        let Format { version } = serde_json::from_str(text)?;
        if !(1..=VERSION).contains(&version) {
            let known =
                format!("the format has version {version}, and this chanx reads versions 1 to {VERSION}");
            return Err(ContractError(known));
        }
        Ok(serde_json::from_str(text)?)
    }

    /// Writes a contract's file: indented JSON with a final newline, always in the same order.
    pub fn to_json(&self) -> String {
        // Every key is a string, so that it can always be written.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
