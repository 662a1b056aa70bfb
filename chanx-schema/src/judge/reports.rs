//! What is found, before it is put in order.

use crate::fault::{At, Fault};

/// The most faults that one answer tells.
pub const MAX_FAULTS: usize = 64;

/// What is found, before it is put in order: no more than one answer can tell, and one, by which it is known that there
/// are more.
#[derive(Debug)]
pub struct Reports {
    faults: Vec<Fault>,
    found: usize,
    most: usize,
    /// Faults are told; otherwise they are only counted.
    tells: bool,
    cut: bool,
}

impl Default for Reports {
    fn default() -> Self {
        Self { faults: Vec::new(), found: 0, most: MAX_FAULTS + 1, tells: true, cut: false }
    }
}

impl Reports {
    /// Counts faults up to that many.
    pub(super) fn counting(most: usize) -> Self {
        Self { most, tells: false, ..Self::default() }
    }

    /// Adds a fault, unless there are enough.
    pub fn push(&mut self, kind: &str, at: &At<'_>, msg: impl Into<String>) {
        self.report(kind, at, || msg);
    }

    /// Adds a fault whose words are made where it is told.
    pub(super) fn report<M: Into<String>>(&mut self, kind: &str, at: &At<'_>, msg: impl FnOnce() -> M) {
        if self.is_full() {
            return;
        }
        self.found += 1;
        if self.tells {
            self.faults.push(Fault { kind: kind.to_owned(), loc: at.to_loc(), msg: msg().into() });
        }
    }

    pub(super) fn add(&mut self, at: &At<'_>, fault: impl FnOnce() -> Fault) {
        if self.is_full() {
            return;
        }
        self.found += 1;
        if self.tells {
            self.faults.push(Fault { loc: at.to_loc(), ..fault() });
        }
    }

    /// The faults, in the order in which they were found.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Tells whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found == 0
    }

    /// Tells whether there may be more faults than were found, since the steps did not suffice.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    pub(super) fn cut(&mut self) {
        self.cut = true;
    }

    pub(super) fn found(&self) -> usize {
        self.found
    }

    pub(super) fn tells(&self) -> bool {
        self.tells
    }

    pub(super) fn is_full(&self) -> bool {
        self.found >= self.most
    }
}
