//! Steps that take time and little else: they go on beside the others, and say at the end what came of them.

use std::thread::{self, JoinHandle};

use crate::steps::{Done, Steps};

/// A step.
type Step = fn() -> Result<Done, String>;

/// Steps under way.
pub(crate) struct Beside(Vec<(&'static str, JoinHandle<Result<Done, String>>)>);

impl Beside {
    /// Begins them.
    pub(crate) fn begin(steps: &[(&'static str, Step)]) -> Self {
        Self(steps.iter().map(|(name, step)| (*name, thread::spawn(*step))).collect())
    }

    /// Waits for them.
    pub(crate) fn end(mut self, steps: &mut Steps) -> Result<(), String> {
        for (name, step) in self.0.drain(..) {
            steps.run(name, || step.join().map_err(|_panicked| "it panicked")?)?;
        }
        Ok(())
    }
}

impl Drop for Beside {
    /// Where another step failed: nothing is left running.
    fn drop(&mut self) {
        for (_, step) in self.0.drain(..) {
            let _ended = step.join();
        }
    }
}
