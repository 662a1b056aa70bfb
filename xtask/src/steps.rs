//! Named steps: each prints when it begins and how it ended; the first failure ends the run.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

/// How a step ended, if it did not fail.
pub(crate) enum Done {
    /// All it does was done.
    Passed,
    /// It could not be done here, for this reason.
    Skipped(String),
}

/// The steps of one run.
pub(crate) struct Steps {
    begun: Instant,
    ended: Vec<String>,
}

impl Steps {
    /// Starts the clock.
    pub(crate) fn start() -> Self {
        Self { begun: Instant::now(), ended: Vec::new() }
    }

    /// Runs one step.
    pub(crate) fn run(
        &mut self,
        name: &str,
        step: impl FnOnce() -> Result<Done, String>,
    ) -> Result<(), String> {
        println!("\n==> {name}");
        let begun = Instant::now();
        let line = match step() {
            Ok(Done::Passed) => format!("{name}: passed in {}", clock(begun.elapsed())),
            Ok(Done::Skipped(reason)) => format!("{name}: SKIPPED, {reason}"),
            Err(reason) => return Err(format!("{name}: {reason}")),
        };
        println!("<== {line}");
        self.ended.push(line);
        Ok(())
    }

    /// Prints the summary.
    pub(crate) fn finish(self, result: Result<(), String>) -> ExitCode {
        println!();
        for line in &self.ended {
            println!("{line}");
        }
        let took = clock(self.begun.elapsed());
        match result {
            Ok(()) => {
                println!("passed in {took}");
                ExitCode::SUCCESS
            }
            Err(reason) => {
                println!("FAILED after {took}: {reason}");
                ExitCode::FAILURE
            }
        }
    }
}

fn clock(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(clock(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(clock(Duration::from_secs(75)), "1 min 15 s");
    }

    #[test]
    fn a_failure_names_its_step() {
        let mut steps = Steps::start();
        assert_eq!(steps.run("one", || Ok(Done::Passed)), Ok(()));
        assert_eq!(steps.run("two", || Err("no".to_owned())), Err("two: no".to_owned()));
    }
}
