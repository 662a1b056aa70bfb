//! The contract is tried: what keeps it passes, and each way to break it is found at its smallest frame.

mod accepted;
mod broken;
mod forms;
mod healthy;
mod paths;
mod raw;
mod replies;

use chanx::prelude::*;
use chanx_testing::{TestApp, check_contract};

/// An application with one route.
fn app(routes: Router<()>) -> TestApp {
    TestApp::new(App::new(()).routes(routes))
}

/// What a check that must fail says.
async fn breach(app: TestApp) -> String {
    failure(async move { check_contract(&app).cases(64).seed(7).await }).await
}

/// What a test that must fail says.
async fn failure(test: impl Future<Output = ()> + Send + 'static) -> String {
    let failed = tokio::spawn(test).await.expect_err("it must fail");
    let said = failed.into_panic();
    said.downcast_ref::<String>().cloned().unwrap_or_default()
}

/// Asserts that a failure says this, in full lines or in part.
#[track_caller]
fn assert_says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "`{part}` is not in\n{said}");
    }
}
