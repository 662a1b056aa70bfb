//! Tests of chanx applications: the real server without ports, and clients that know what they may say.
//!
//! A [`TestApp`] runs an application over in-memory pipes, so that a test needs no port and may pause time
//! (`#[tokio::test(start_paused = true)]`). A [`Communicator`] is one client of it: typed, it sends only what
//! its consumer handles and receives only what its consumer sends; for bad input it sends anything.
//!
//! A [`Contract`] is what an application and its clients may say to each other; [`assert_contract!`] locks it in a file, and
//! tells which changes break clients that are out there.
//!
//! # Waiting
//! Every wait ends after one timeout, [`TestApp::timeout`], with a panic that shows where it was called and the
//! connection's transcript, both directions in order. "Nothing more" means nothing within [`TestApp::quiet`]:
//! under paused time that is exact, since time moves only when every task waits.
//!
//! # Recordings
//! [`Communicator::recording`] gives what a client and its server said, as `App::record` does of a running server's
//! connections, without what is secret. A [`Replay`] says it again, and fails where the server answers otherwise.
//!
//! # Panics
//! Whatever receives, asserts or refutes panics when it does not hold; that is what it is for.

mod app;
mod assert;
mod captures;
mod check;
mod close;
mod communicator;
mod compile;
mod conformance;
mod connect;
mod credentials;
mod declares;
mod frame;
mod handshake;
mod http_client;
mod line;
mod lock;
mod pump;
mod receive;
mod recording;
mod replay;
mod run;
mod send;
mod transcript;
mod user;

#[doc(inline)]
pub use chanx_contract::{Change, Class, Contract, ContractDiff, ContractError, contract_diff};

pub use self::{
    app::{TestApp, remote},
    captures::{Captured, Captures},
    check::{CheckContract, check_contract},
    close::Closed,
    communicator::Communicator,
    compile::compile_fail,
    conformance::layer_conformance,
    connect::{AnyConsumer, Connect, ConnectError},
    credentials::Credentials,
    frame::Frame,
    lock::HasContract,
    receive::{Received, Waiting},
    recording::{Recording, RecordingError},
    replay::Replay,
    send::SentTo,
    transcript::Transcript,
    user::{TestUser, connect_all},
};

/// Runs an async test: on a runtime of its own thread, with paused time, and with the server's logs in the test's output.
///
/// | written | what |
/// |---|---|
/// | `#[chanx_testing::test]` | time is paused: it moves when every task waits, so no wait takes real time |
/// | `#[chanx_testing::test(real_time)]` | for what lives outside the runtime: sockets, databases, browsers |
/// | `#[chanx_testing::test(app = app())]` | the test takes the application: `async fn it_works(app: TestApp)`; the expression may `.await` |
///
/// `RUST_LOG` chooses the logs; by default, the server's at level info and the warnings of all others. Everything else
/// is as in a plain test: it may return a `Result`, and `#[should_panic]` stands beside it. It stands for
///
/// ```text
/// #[tokio::test(start_paused = true)]
/// async fn it_works() {
///     let _logging = tracing::subscriber::set_default(
///         tracing_subscriber::fmt().with_test_writer().with_env_filter("warn,chanx_core=info").finish(),
///     );
///     let app: TestApp = From::from(app());
///     // …
/// }
/// ```
///
/// ```
/// # use chanx::prelude::*;
/// # use chanx_testing::TestApp;
/// # #[derive(Default)]
/// # pub struct PingConsumer;
/// # #[consumer(public)]
/// # impl PingConsumer {
/// #     #[ws_handler]
/// #     async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }
/// # }
/// fn app() -> App<()> {
///     App::new(()).routes(router![path("ws/ping/", PingConsumer)])
/// }
///
/// #[chanx_testing::test(app = app())]
/// async fn it_answers(app: TestApp) {
///     let mut client = app.communicator::<PingConsumer>("/ws/ping/").authenticated().await;
///     client.send_message(PingMessage).await;
///     client.receive::<PongMessage>().await;
/// }
/// ```
pub use chanx_macros::chanx_test as test;

/// What macros name. Not for use by hand; it may change at any time.
#[doc(hidden)]
pub mod __private {
    pub use chanx_core::generated::probe::{Otherwise, Probe};

    pub use crate::{
        declares::{Declared, Undeclared, handles, handles_any, sends, sends_any},
        lock::assert_contract,
        run::{app, run},
    };
}
