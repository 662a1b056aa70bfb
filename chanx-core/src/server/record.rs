//! Recordings of an application.

use super::App;
use crate::record::Recorder;

impl<S: Send + Sync + 'static> App<S> {
    /// Records what all connections say, for development and staging: chanx-testing plays it back as a test.
    ///
    /// The values of `#[sensitive]` fields are left out, and what may be one in disguise; so are queries, headers, and
    /// the tokens of `authenticate`. Frames of a consumer with such a field or with an authentication that nobody can
    /// look into are recorded by their length alone. [`Redaction`](crate::record::Redaction) has it in full. All else
    /// is recorded as it is: paths, names, what people write, and every secret that is not marked.
    ///
    /// When the application has been drained, all is written; [`Recorder`] says what holds otherwise.
    ///
    /// Connections that are refused before the upgrade are not recorded. The recorder is one [observer](App::observe) of
    /// several that there may be.
    ///
    /// ```no_run
    /// # use chanx_core::{record::Recorder, server::App};
    /// # fn app(app: App<()>) -> std::io::Result<()> {
    /// let app = app.record(Recorder::create("target/lobby.jsonl")?);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn record(self, recorder: Recorder) -> Self {
        self.observe(recorder)
    }
}
