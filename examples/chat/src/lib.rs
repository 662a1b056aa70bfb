//! A chat with accounts and rooms: an application to start from, on axum and chanx.
//!
//! `accounts` and `rooms` are what there is, in the `database`; `sessions` knows who asks. `http` changes what there is,
//! `sockets` make it live, and `page` shows both. `seed` plants something to try.

pub mod accounts;
pub mod database;
mod http;
mod page;
pub mod rooms;
pub mod seed;
mod sessions;
pub mod sockets;

use std::{net::SocketAddr, time::Duration};

use chanx::{App, AppService, Channels};
use tokio::{net::TcpListener, sync::oneshot, time::sleep};

use self::database::{Database, Error};
pub use self::http::Failure;

/// How long requests have, once the server is asked to end, to be answered.
const REQUESTS: Duration = Duration::from_secs(5);

/// What all handlers share.
#[derive(Debug, Clone)]
pub struct AppState {
    database: Database,
    channels: Channels,
}

/// How the application runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address to listen on; port 0 lets the system choose.
    pub listen: String,
    /// `sqlite://file?mode=rwc` or `postgres://…`.
    pub database_url: String,
    /// Whether the session's cookie goes over HTTPS only: on, wherever there is HTTPS.
    pub secure_cookies: bool,
    /// Whether the demo accounts are planted.
    pub seed: bool,
}

/// The application, which listens already.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: axum::Router,
    sockets: AppService,
}

impl Server {
    /// Connects the database, and listens.
    ///
    /// # Errors
    /// When the database or the address cannot be had.
    pub async fn bind(config: &Config) -> Result<Self, Error> {
        let database = Database::connect(&config.database_url).await?;
        if config.seed {
            seed::plant(&database).await?;
        }
        let channels = Channels::default();
        let state = AppState { database, channels: channels.clone() };
        let sessions = sessions::layer(state.database.sessions.clone(), config.secure_cookies);
        let sockets =
            App::new(state.clone()).with_channels(channels).routes(sockets::routing()).into_service();
        let router = axum::Router::new()
            .nest("/api", http::routes())
            .merge(page::routes())
            .with_state(state)
            // Inside the sessions' layer: sockets are authenticated by the same cookie.
            .nest_service("/ws", sockets.clone())
            .layer(sessions);
        let listener = TcpListener::bind(&config.listen).await?;
        Ok(Self { listener, router: page::layer(router), sockets })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until the signal comes; then requests are answered to the end, and sockets are closed with 1012.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(self, signal: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
        let Self { listener, router, sockets } = self;
        let (asked, ending) = oneshot::channel();
        let signal = async move {
            signal.await;
            let _ = asked.send(());
        };
        let serving = axum::serve(listener, router).with_graceful_shutdown(signal);
        let draining = async {
            if ending.await.is_ok() {
                // Beside the requests: a socket over HTTP/2 is one of them. Those of clients that never end theirs are
                // not waited for.
                let _ = tokio::join!(sockets.drain(), sleep(REQUESTS));
            }
        };
        tokio::select! {
            served = serving.into_future() => {
                sockets.drain().await;
                Ok(served?)
            }
            () = draining => Ok(()),
        }
    }
}
