//! What the steps need from elsewhere, installed while other steps compile.

use std::thread::{self, JoinHandle};

use crate::{autobahn, deny, services, steps::Done};

/// An installation under way.
pub(crate) struct Installation(JoinHandle<Result<(), String>>);

impl Installation {
    /// Begins to install what is missing.
    pub(crate) fn begin() -> Self {
        Self(thread::spawn(|| {
            services::install()?;
            autobahn::install()?;
            deny::install()
        }))
    }

    /// Waits until all is there.
    pub(crate) fn end(self) -> Result<Done, String> {
        self.0.join().map_err(|_panicked| "the installation panicked")??;
        Ok(Done::Passed)
    }
}
