//! The steps that cargo does.

use std::{env, process::Command};

use crate::{
    process::{command, run, succeeds},
    services::Services,
    steps::Done,
};

/// Cargo, with the toolchain that runs this program.
pub(crate) fn cargo(args: &[&str]) -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args)
}

/// Installs rustfmt and clippy where a minimal toolchain lacks them.
pub(crate) fn components() -> Result<Done, String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(cargo(&[]).get_program(), &[subcommand, "--version"]) {
            run(command("rustup", &["component", "add", component]))?;
        }
    }
    run(command("rustc", &["--version"]))?;
    Ok(Done::Passed)
}

/// All files are as rustfmt writes them.
pub(crate) fn format() -> Result<Done, String> {
    run(cargo(&["fmt", "--all", "--check"]))?;
    Ok(Done::Passed)
}

/// No lint speaks up, in tests and examples too.
pub(crate) fn clippy() -> Result<Done, String> {
    run(cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"]))?;
    // As most users have it: without any feature.
    run(cargo(&["clippy", "-p", "chanx", "-p", "chanx-core", "--lib", "--", "--deny", "warnings"]))?;
    Ok(Done::Passed)
}

/// The documentation builds without warnings.
pub(crate) fn docs() -> Result<Done, String> {
    let mut docs = cargo(&["doc", "--workspace", "--no-deps", "--all-features"]);
    docs.env("RUSTDOCFLAGS", "--deny warnings");
    run(docs)?;
    Ok(Done::Passed)
}

/// All tests, with the examples in the documentation and in the book. In one run, so that each crate is built once.
pub(crate) fn test() -> Result<Done, String> {
    let services = Services::start()?;
    run(services.given_to(cargo(&["test", "--workspace"])))?;
    Ok(Done::Passed)
}

/// The tests of the chat alone.
pub(crate) fn chat() -> Result<Done, String> {
    let services = Services::start()?;
    run(services.given_to(cargo(&["test", "--package", "chat"])))?;
    Ok(Done::Passed)
}

/// Runs the tests whose expectations are files, and lets them write the files. The page that is made of these
/// files comes after them, so its own test is left out.
pub(crate) fn bless() -> Result<Done, String> {
    let mut tests =
        cargo(&["test", "--workspace", "--exclude", "xtask", "--exclude", "chat", "--lib", "--tests"]);
    tests.env("CHANX_BLESS", "1").env("TRYBUILD", "overwrite");
    run(tests)?;
    Ok(Done::Passed)
}

/// The benchmarks.
pub(crate) fn bench() -> Result<Done, String> {
    run(cargo(&["bench", "--workspace", "--benches"]))?;
    Ok(Done::Passed)
}
