//! What `#[chanx_testing::test]` runs a test in.

use tokio::runtime;
use tracing_subscriber::{EnvFilter, fmt};

/// Runs a test to its end, on a runtime of this thread, with the server's logs in the test's output.
///
/// # Panics
/// When the system has no room for a runtime.
pub fn run<T>(paused: bool, test: impl Future<Output = T>) -> T {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,chanx_core=info"));
    let logs = fmt().with_test_writer().with_env_filter(filter).finish();
    let _logging = tracing::subscriber::set_default(logs);
    let runtime = runtime::Builder::new_current_thread().enable_all().start_paused(paused).build();
    match runtime {
        Ok(runtime) => runtime.block_on(test),
        Err(error) => panic!("no runtime for the test: {error}"),
    }
}

/// The application that a test takes: an `App`, or what was made of one.
pub fn app<T>(app: impl Into<T>) -> T {
    app.into()
}
