//! What goes over the wire, and the promises of a connection's life: real servers, clients in memory.

mod camelize;
mod completion;
mod concurrent;
mod connect;
mod events;
mod faults;
mod groups;
mod http;
mod late_panics;
mod layer;
mod limits;
mod observers;
mod order;
mod pages;
mod panics;
mod reference;
mod replies;
pub(crate) mod stage;
mod wire;

use chanx::{App, Router};
use chanx_testing::TestApp;

/// An application of these routes, without a state.
fn app(routes: Router<()>) -> TestApp {
    TestApp::new(App::new(()).routes(routes))
}
