//! The tests of the chat, with the browser and the database that they need.

use crate::{
    apt,
    cargo::cargo,
    postgres::Postgres,
    process::{run, succeeds},
    steps::Done,
};

/// Runs them.
pub(crate) fn test() -> Result<Done, String> {
    if !succeeds("chromedriver", &["--version"]) {
        apt::install(&["chromium", "chromium-driver"])?;
    }
    let postgres = Postgres::start()?;
    let mut tests = cargo(&["test", "--package", "chat"]);
    tests.env("CHAT_TEST_POSTGRES", &postgres.url);
    run(tests)?;
    Ok(Done::Passed)
}
