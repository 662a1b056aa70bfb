//! The facade's integration tests, as users write theirs: one module per step.

mod flows;
mod messages;
mod regressions;
mod ui;
