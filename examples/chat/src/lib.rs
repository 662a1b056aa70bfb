//! A chat with accounts and rooms: an application to start from, on axum and chanx.
//!
//! `accounts` and `rooms` are what there is, in the `database`; `sessions` knows who asks, by the `store`. `http` changes what there is,
//! `sockets` make it live, and `page` shows both. `seed` plants something to try.

pub mod accounts;
pub mod database;
mod failure;
mod http;
mod page;
pub mod rooms;
pub mod seed;
mod sessions;
pub mod sockets;
mod state;
mod store;

use std::{net::SocketAddr, time::Duration};

use chanx::{App, AppService, AsyncApi, Channels, Health, Playground};
use tokio::{net::TcpListener, sync::oneshot, time::sleep};

use self::database::{Database, Error};
pub use self::{failure::Failure, state::AppState};

/// How long requests have, once the server is asked to end, to be answered.
const REQUESTS: Duration = Duration::from_secs(5);

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

/// The application, whose database is open: its sockets, and what stands around them.
#[derive(Debug)]
pub struct Chat {
    state: AppState,
    secure_cookies: bool,
}

impl Chat {
    /// Connects the database, and plants the demo accounts if they are wanted.
    ///
    /// # Errors
    /// When the database cannot be had.
    pub async fn open(config: &Config) -> Result<Self, Error> {
        let database = Database::connect(&config.database_url).await?;
        if config.seed {
            seed::plant(&database).await?;
        }
        let state = AppState { database, channels: Channels::default() };
        Ok(Self { state, secure_cookies: config.secure_cookies })
    }

    /// The sockets, and the pages that tell of them.
    pub fn sockets(&self) -> App<AppState> {
        App::new(self.state.clone())
            .with_channels(self.state.channels.clone())
            .routes(sockets::routing())
            .page(AsyncApi::new("Chat", env!("CARGO_PKG_VERSION")))
            .page(Playground::at("/playground").title("Chat"))
            .page(Health::new())
    }

    /// The page, the HTTP interface, and the sockets with their pages for every other path.
    pub fn site(&self, sockets: AppService) -> axum::Router {
        let sessions = sessions::layer(self.state.database.sessions.clone(), self.secure_cookies);
        let router = axum::Router::new()
            .nest("/api", http::routes())
            .merge(page::routes())
            .with_state(self.state.clone())
            // Inside the sessions' layer: sockets are authenticated by the same cookie.
            .fallback_service(sockets)
            .layer(sessions);
        page::layer(router)
    }
}

/// The application, which listens already.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: axum::Router,
    sockets: AppService,
}

impl Server {
    /// Opens the application, and listens.
    ///
    /// # Errors
    /// When the database or the address cannot be had.
    pub async fn bind(config: &Config) -> Result<Self, Error> {
        let chat = Chat::open(config).await?;
        let sockets = chat.sockets().into_service();
        let router = chat.site(sockets.clone());
        let listener = TcpListener::bind(&config.listen).await?;
        Ok(Self { listener, router, sockets })
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
