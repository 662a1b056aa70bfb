//! Values that get simpler, in whole parts first.
//!
//! proptest's own trees simplify from the first element to the last, and what an alternative holds before they leave it
//! out. Of a frame with many keys that takes hundreds of steps, and a server is asked about each. These do the same work the other way
//! round; what they hold may be any tree, and for numbers it is proptest's binary search.

use std::{fmt::Debug, mem, vec};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;

/// A value that gets simpler. Unlike those of proptest's boxed strategies it can be held across an `await`.
pub type Tree<T = Value> = Box<dyn ValueTree<Value = T> + Send>;

/// A tree, and what is made of its value.
#[derive(Debug)]
pub struct Mapped<T, F>(pub T, pub F);

impl<T: ValueTree, O: Debug, F: Fn(T::Value) -> O> ValueTree for Mapped<T, F> {
    type Value = O;

    fn current(&self) -> O {
        (self.1)(self.0.current())
    }

    fn simplify(&mut self) -> bool {
        self.0.simplify()
    }

    fn complicate(&mut self) -> bool {
        self.0.complicate()
    }
}

/// One of several alternatives; the simpler ones are tried before the one itself gets simpler.
pub struct Choice<S: Strategy> {
    current: S::Tree,
    before: Option<S::Tree>,
    simpler: vec::IntoIter<S>,
}

impl<S: Strategy> Choice<S> {
    /// The simplest comes first.
    pub fn new(current: S::Tree, simpler: Vec<S>) -> Self {
        Self { current, before: None, simpler: simpler.into_iter() }
    }
}

impl<S: Strategy> ValueTree for Choice<S> {
    type Value = S::Value;

    fn current(&self) -> S::Value {
        self.current.current()
    }

    fn simplify(&mut self) -> bool {
        if self.before.take().is_some() {
            // The last one was taken: those behind it are less simple.
            self.simpler = Vec::new().into_iter();
        }
        let made = self.simpler.find_map(|one| one.new_tree(&mut TestRunner::deterministic()).ok());
        match made {
            Some(simpler) => self.before = Some(mem::replace(&mut self.current, simpler)),
            None => return self.current.simplify(),
        }
        true
    }

    fn complicate(&mut self) -> bool {
        match self.before.take() {
            Some(before) => self.current = before,
            None => return self.current.complicate(),
        }
        true
    }
}

/// Several values, some of which may go: all of those first, then halves, quarters and single ones; at last those that
/// stay get simpler, one after the other.
pub(super) struct Parts<T> {
    all: Vec<T>,
    kept: Vec<bool>,
    before: Option<Vec<bool>>,
    least: usize,
    cuts: vec::IntoIter<Vec<usize>>,
    at: usize,
}

impl<T> Parts<T> {
    /// Those of which `may_go` is true by their index may go, as long as `least` of all stay.
    pub(super) fn new(all: Vec<T>, least: usize, may_go: impl Fn(usize) -> bool) -> Self {
        let free: Vec<usize> = (0..all.len()).filter(|index| may_go(*index)).collect();
        let spare = all.len().saturating_sub(least).min(free.len());
        let sizes = std::iter::successors(Some(spare), |size| Some(size / 2)).take_while(|size| *size > 0);
        // From the end: what stays of a list or a text is its beginning.
        let cuts = sizes.flat_map(|size| free.rchunks(size)).map(<[usize]>::to_vec).collect::<Vec<_>>();
        Self { kept: vec![true; all.len()], all, before: None, least, cuts: cuts.into_iter(), at: 0 }
    }
}

impl<T: ValueTree> ValueTree for Parts<T> {
    type Value = Vec<T::Value>;

    fn current(&self) -> Self::Value {
        let kept = self.all.iter().zip(&self.kept).filter(|(_, kept)| **kept);
        kept.map(|(part, _)| part.current()).collect()
    }

    fn simplify(&mut self) -> bool {
        self.before = None;
        for cut in self.cuts.by_ref() {
            let before = self.kept.clone();
            for index in cut {
                self.kept[index] = false;
            }
            if self.kept != before && self.kept.iter().filter(|kept| **kept).count() >= self.least {
                self.before = Some(before);
                return true;
            }
            self.kept = before;
        }
        while let Some(part) = self.all.get_mut(self.at) {
            if self.kept[self.at] && part.simplify() {
                return true;
            }
            self.at += 1;
        }
        false
    }

    fn complicate(&mut self) -> bool {
        match self.before.take() {
            Some(before) => self.kept = before,
            None => return self.all.get_mut(self.at).is_some_and(ValueTree::complicate),
        }
        true
    }
}
