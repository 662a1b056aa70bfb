//! The facade's integration tests, as users write theirs: one module per step.

mod access;
mod examples;
mod flows;
mod logs;
mod messages;
mod regressions;
mod tables;
