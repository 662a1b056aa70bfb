//! Changes, each with its class: breaking or compatible.

use std::fmt::{self, Display};

use chanx_schema::{
    Schemas,
    compare::{Effect, Way, compare},
};

/// The effect of a change on clients, and on whoever raises events, that know the old contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Something that was right under the old contract is wrong under the new one, or that cannot be ruled out.
    Breaking,
    /// Whoever keeps the old contract gets along with the new one.
    Compatible,
}

impl Class {
    /// The class of a difference between the schemas of what is sent that way.
    pub(super) fn of(effect: Effect, way: Way) -> Self {
        if effect.breaks(way) { Self::Breaking } else { Self::Compatible }
    }
}

/// One difference between two contracts; it displays as one line of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The effect on who knows the old contract.
    pub class: Class,
    /// The route, the action, the path in its JSON: `ws/chat/, receives chat, payload.text`.
    pub place: String,
    /// The difference, in words.
    pub what: String,
}

/// All differences between two contracts, the breaking ones first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContractDiff {
    changes: Vec<Change>,
}

impl ContractDiff {
    /// The changes, the breaking ones first.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Tells whether any change breaks.
    pub fn is_breaking(&self) -> bool {
        self.changes.iter().any(|change| change.class == Class::Breaking)
    }

    /// Tells whether the contracts are equal.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub(super) fn add(&mut self, class: Class, place: impl Into<String>, what: impl Into<String>) {
        let change = Change { class, place: place.into(), what: what.into() };
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    /// Adds what differs between two schemas, of frames without their tag, whose name and value are told of elsewhere.
    pub(super) fn schemas(&mut self, at: &str, old: Schemas, new: Schemas, way: Way) {
        for delta in compare(old, new, way) {
            let path = delta.path.strip_prefix('.').unwrap_or(&delta.path);
            let place = if path.is_empty() { at.to_owned() } else { format!("{at}, {path}") };
            self.add(Class::of(delta.effect, way), place, delta.what);
        }
    }

    pub(super) fn breaking(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.add(Class::Breaking, place, what);
    }

    pub(super) fn compatible(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.add(Class::Compatible, place, what);
    }

    pub(super) fn sorted(mut self) -> Self {
        self.changes.sort_by_key(|change| change.class);
        self
    }
}

impl Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = match self.class {
            Class::Breaking => "breaking",
            Class::Compatible => "compatible",
        };
        write!(f, "{class}: {}: {}", self.place, self.what)
    }
}

/// One line a change, without a final newline.
impl Display for ContractDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, change) in self.changes.iter().enumerate() {
            let end = if i == 0 { "" } else { "\n" };
            write!(f, "{end}{change}")?;
        }
        Ok(())
    }
}
