//! A stage for handlers: what they tell the test, and what the test makes them wait for.

use std::{sync::Arc, time::Duration};

use chanx::App;
use chanx_testing::TestApp;
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};

/// The handlers' side; it is the application's state.
#[derive(Clone)]
pub(crate) struct Stage {
    told: mpsc::UnboundedSender<String>,
    gate: Arc<Semaphore>,
}

/// The test's side.
pub(crate) struct Script {
    told: mpsc::UnboundedReceiver<String>,
    gate: Arc<Semaphore>,
}

/// Tells when it is dropped before it was disarmed: what it stands in was cancelled.
pub(crate) struct Cancelled {
    stage: Stage,
    what: Option<String>,
}

/// A stage and its script.
pub(crate) fn stage() -> (Stage, Script) {
    let (sender, told) = mpsc::unbounded_channel();
    let gate = Arc::new(Semaphore::new(0));
    (Stage { told: sender, gate: gate.clone() }, Script { told, gate })
}

/// An application whose state is a stage.
pub(crate) fn staged(app: impl FnOnce(App<Stage>) -> App<Stage>) -> (TestApp, Script) {
    let (stage, script) = stage();
    (TestApp::new(app(App::new(stage))), script)
}

impl Stage {
    /// Tells the test something.
    pub(crate) fn tell(&self, what: impl Into<String>) {
        let _ = self.told.send(what.into());
    }

    /// Waits for the test to let one pass.
    pub(crate) async fn wait(&self) {
        if let Ok(permit) = self.gate.acquire().await {
            permit.forget();
        }
    }

    /// Begins, waits, and ends, and tells each; or that it was cancelled.
    pub(crate) async fn act(&self, what: &str) {
        self.tell(format!("begin {what}"));
        let mut cancelled = Cancelled { stage: self.clone(), what: Some(format!("cancel {what}")) };
        self.wait().await;
        cancelled.what = None;
        self.tell(format!("end {what}"));
    }
}

impl Drop for Cancelled {
    fn drop(&mut self) {
        if let Some(what) = self.what.take() {
            self.stage.tell(what);
        }
    }
}

impl Script {
    /// Lets so many handlers pass.
    pub(crate) fn open(&self, handlers: usize) {
        self.gate.add_permits(handlers);
    }

    /// What is told next.
    pub(crate) async fn next(&mut self) -> String {
        match timeout(Duration::from_mins(1), self.told.recv()).await {
            Ok(Some(told)) => told,
            _ => "nothing".to_owned(),
        }
    }

    /// Asserts what is told next.
    pub(crate) async fn assert_told(&mut self, what: &str) {
        assert_eq!(self.next().await, what);
    }

    /// Asserts that nothing is told.
    pub(crate) async fn assert_silent(&mut self) {
        if let Ok(told) = timeout(Duration::from_millis(100), self.told.recv()).await {
            panic!("told: {told:?}");
        }
    }
}
