//! What the steps need from elsewhere, installed while other steps compile.

use std::thread::{self, JoinHandle};

use crate::{asyncapi, autobahn, browser, deny, fuzz, life, services, steps::Done};

/// An installation under way.
pub(crate) struct Installation(Option<JoinHandle<Result<(), String>>>);

impl Installation {
    /// Begins to install what is missing.
    pub(crate) fn begin() -> Self {
        Self(Some(thread::spawn(|| {
            services::install()?;
            browser::install()?;
            autobahn::install()?;
            asyncapi::install()?;
            fuzz::install()?;
            life::install()?;
            deny::install()
        })))
    }

    /// Waits until all is there.
    pub(crate) fn end(mut self) -> Result<Done, String> {
        if let Some(installation) = self.0.take() {
            installation.join().map_err(|_panicked| "the installation panicked")??;
        }
        Ok(Done::Passed)
    }
}

impl Drop for Installation {
    /// Where another step failed: the next run must not find this one still at it.
    fn drop(&mut self) {
        let _ended = self.0.take().map(JoinHandle::join);
    }
}
