//! What tests need beside cargo: a browser, and a database server.

use std::process::Command;

use crate::{
    apt,
    postgres::{self, Postgres},
    process::succeeds,
};

/// Makes sure that their programs are there.
pub(crate) fn install() -> Result<(), String> {
    if !succeeds("chromedriver", &["--version"]) {
        apt::install(&["chromium", "chromium-driver"])?;
    }
    postgres::install()
}

/// They are there until this is dropped.
pub(crate) struct Services {
    postgres: Postgres,
}

impl Services {
    /// Installs what is missing, and starts what must run.
    pub(crate) fn start() -> Result<Self, String> {
        install()?;
        Ok(Self { postgres: Postgres::start()? })
    }

    /// Tells a command where they are.
    pub(crate) fn given_to(&self, mut command: Command) -> Command {
        command.env("CHAT_TEST_POSTGRES", &self.postgres.url);
        command
    }
}
