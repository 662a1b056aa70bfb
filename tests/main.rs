//! The facade's integration tests, as users write theirs: one module per step.

mod messages;
mod ui;
