//! Faults, and their places in a value.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Most characters of a key in a fault's place.
const MAX_KEY: usize = 128;

/// One fault of an invalid frame, in pydantic's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// The kind: `missing`, `string_too_short`, …
    #[serde(rename = "type")]
    #[schemars(example = &"missing")]
    pub kind: String,
    /// Where, from the action inwards, names in the Rust source's case.
    #[schemars(extend("examples" = [["chat", "payload", "text"]]))]
    pub loc: Vec<Loc>,
    /// What is wrong, in plain words.
    #[schemars(example = &"Field required")]
    pub msg: String,
}

/// One step of a [`Fault`]'s place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Loc {
    /// A field or a map's key.
    Key(String),
    /// A list's index.
    Index(usize),
}

/// A place inside a value, as a chain of borrowed steps: nothing is allocated unless a fault is found.
#[derive(Clone, Copy)]
pub struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    /// A map's key, whose text is made only when a fault is found.
    Entry(&'a dyn fmt::Display),
    Index(usize),
}

impl<'a> At<'a> {
    /// The outermost place: the action.
    pub fn root(action: &'a str) -> Self {
        Self { outer: None, step: Step::Key(action) }
    }

    /// A field.
    #[must_use]
    pub fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        At { outer: Some(self), step: Step::Key(key) }
    }

    /// A key of a map.
    #[must_use]
    pub fn entry<'b>(&'b self, key: &'b dyn fmt::Display) -> At<'b> {
        At { outer: Some(self), step: Step::Entry(key) }
    }

    /// An index of a list.
    #[must_use]
    pub fn index(&self, index: usize) -> At<'_> {
        At { outer: Some(self), step: Step::Index(index) }
    }

    /// The steps from the action inwards, of each key at most 128 characters.
    pub fn to_loc(&self) -> Vec<Loc> {
        let mut loc = self.outer.map(At::to_loc).unwrap_or_default();
        loc.push(match self.step {
            Step::Key(key) => Loc::Key(shorten(key, MAX_KEY)),
            Step::Entry(key) => Loc::Key(shorten(&key.to_string(), MAX_KEY)),
            Step::Index(index) => Loc::Index(index),
        });
        loc
    }
}

/// At most that many characters, and a sign where some are left out.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("At").field(&self.to_loc()).finish()
    }
}
