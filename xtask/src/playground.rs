//! The sources of the playground's page, and the bundle that is made of them.

use std::path::PathBuf;

use crate::{
    npm,
    process::{command, root, run, run_quietly},
    steps::Done,
};

/// Makes sure that the packages are there of which the page is made.
pub(crate) fn install() -> Result<(), String> {
    npm::install_in(&sources())
}

/// Checks the types, and tests the parts below the page.
pub(crate) fn test() -> Result<(), String> {
    install()?;
    npm_run("check")?;
    npm_run("test")
}

/// Makes the bundle, which is committed: whoever builds the crate needs no node.
pub(crate) fn build() -> Result<Done, String> {
    test()?;
    let mut build = command("npm", &["run", "--silent", "build"]);
    build.current_dir(sources());
    run(build)?;
    Ok(Done::Passed)
}

fn npm_run(script: &str) -> Result<(), String> {
    let mut npm = command("npm", &["run", "--silent", script]);
    npm.current_dir(sources());
    run_quietly(npm)
}

fn sources() -> PathBuf {
    root().join("chanx-playground/ui")
}
