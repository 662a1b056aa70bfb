//! What tests need beside cargo: a browser, and a database server.

use std::process::Command;

use crate::{apt, postgres::Postgres, process::succeeds};

/// They are there until this is dropped.
pub(crate) struct Services {
    postgres: Postgres,
}

impl Services {
    /// Installs what is missing, and starts what must run.
    pub(crate) fn start() -> Result<Self, String> {
        if !succeeds("chromedriver", &["--version"]) {
            apt::install(&["chromium", "chromium-driver"])?;
        }
        Ok(Self { postgres: Postgres::start()? })
    }

    /// Tells a command where they are.
    pub(crate) fn given_to(&self, mut command: Command) -> Command {
        command.env("CHAT_TEST_POSTGRES", &self.postgres.url);
        command
    }
}
