//! The life of connections at real speed (`tests/life`), with an nginx before the server.

use std::process::Command;

use crate::{
    apt,
    cargo::cargo,
    process::{run, run_quietly, succeeds},
    steps::Done,
};

/// Makes sure that nginx is there. Debian has it where only root looks.
pub(crate) fn install() -> Result<(), String> {
    if ["nginx", "/usr/sbin/nginx"].iter().any(|nginx| succeeds(nginx, &["-v"])) {
        return Ok(());
    }
    apt::install(&["nginx"])
}

/// Runs the cases, and shows what each has found.
pub(crate) fn show() -> Result<Done, String> {
    install()?;
    run(tests())?;
    Ok(Done::Passed)
}

/// Runs them beside other tests: they mostly wait.
pub(crate) fn run_beside() -> Result<Done, String> {
    install()?;
    run_quietly(tests())?;
    Ok(Done::Passed)
}

/// With the features of the whole workspace, so that nothing is built for them alone.
fn tests() -> Command {
    cargo(&["test", "--workspace", "--test", "life"])
}
