//! Tests of chanx applications: the real server without ports, and clients that know what they may say.
//!
//! A [`TestApp`] runs an application over in-memory pipes, so that a test needs no port and may pause time
//! (`#[tokio::test(start_paused = true)]`). A [`Communicator`] is one client of it: typed, it sends only what
//! its consumer handles and receives only what its consumer sends; for bad input it sends anything.
//!
//! # Features
//! None is on by default. Without any, the kit adds to the runtime's dependencies a HTTP client and the logs of tests; each of
//! these brings what it needs besides:
//!
//! | feature | what | brings |
//! |---|---|---|
//! | `contract` | [`assert_contract!`] locks in a file what an application and its clients may say to each other, the [`Contract`], and tells which changes break clients that are out there ([`contract_diff`]) | `chanx-contract` |
//! | `check` | [`check_contract`] tries the contract: it sends frames that are made from the messages' schemas | jsonschema, proptest, regex-syntax |
//! | `replay` | [`Communicator::recording`] keeps what a connection said, [`Replay`] says it again | the runtime's feature `record` |
//! | `ui` | [`compile_fail`] asserts that files do not compile | trybuild |
//!
//! # Waiting
//! Every wait ends after one timeout, [`TestApp::timeout`], with a panic that shows where it was called and the
//! connection's transcript, both directions in order. "Nothing more" means nothing within [`TestApp::quiet`]:
//! under paused time that is exact, since time moves only when every task waits.
//!
//! # Recordings
//! With the feature `replay`, [`Communicator::recording`] gives what a client and its server said, as `App::record` does of a running server's
//! connections, without what is secret. A [`Replay`] says it again, and fails where the server answers otherwise.
//!
//! # Panics
//! Whatever receives, asserts or refutes panics when it does not hold; that is what it is for.

mod app;
mod assert;
mod captures;
#[cfg(feature = "check")]
mod check;
mod close;
mod communicator;
#[cfg(feature = "ui")]
mod compile;
mod conformance;
mod connect;
mod credentials;
mod declares;
mod frame;
mod handshake;
mod http_client;
mod line;
#[cfg(feature = "contract")]
mod lock;
mod pump;
mod receive;
#[cfg(feature = "replay")]
mod recording;
#[cfg(feature = "replay")]
mod replay;
mod request;
mod run;
mod send;
mod sign_in;
mod transcript;
mod user;

#[cfg(feature = "contract")]
#[doc(inline)]
pub use chanx_contract::{Change, Class, Contract, ContractDiff, ContractError, contract_diff};

#[cfg(feature = "check")]
pub use self::check::{CheckContract, check_contract};
#[cfg(feature = "ui")]
pub use self::compile::compile_fail;
#[cfg(feature = "contract")]
pub use self::lock::HasContract;
pub use self::{
    app::{TestApp, remote},
    captures::{Captured, Captures},
    close::Closed,
    communicator::Communicator,
    conformance::layer_conformance,
    connect::{AnyConsumer, Connect},
    credentials::Credentials,
    frame::Frame,
    handshake::ConnectError,
    receive::{Received, Waiting},
    request::Answers,
    send::SentTo,
    transcript::Transcript,
    user::{TestUser, connect_all},
};
#[cfg(feature = "replay")]
pub use self::{
    recording::{Recording, RecordingError},
    replay::Replay,
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

    #[cfg(feature = "contract")]
    pub use crate::lock::assert_contract;
    pub use crate::{
        declares::{Declared, Undeclared, handles, handles_any, sends, sends_any},
        run::{app, run},
    };
}
