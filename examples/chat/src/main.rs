//! Serves the chat. The environment says how: `CHANX_ADDR`, `DATABASE_URL`, `CHAT_SECURE_COOKIES`, `CHAT_SEED`.

use std::env;

use chat::{Config, Server, database::Error, seed};
use tokio::signal::ctrl_c;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let filter = env::var("RUST_LOG").unwrap_or_else(|_| "info,sqlx=warn,tower_sessions=warn".to_owned());
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let on = |name: &str, otherwise: bool| env::var(name).map_or(otherwise, |value| value == "true");
    let listen = env::var("CHANX_ADDR").unwrap_or_else(|_| "127.0.0.1:8000".to_owned());
    // Everybody knows the passwords of the demo accounts.
    let is_local = ["127.", "localhost:", "[::1]:"].iter().any(|host| listen.starts_with(host));
    let config = Config {
        listen,
        database_url: env::var("DATABASE_URL")
            .unwrap_or_else(|_| "sqlite://chat.sqlite3?mode=rwc".to_owned()),
        secure_cookies: on("CHAT_SECURE_COOKIES", false),
        seed: on("CHAT_SEED", is_local),
    };
    let server = Server::bind(&config).await?;
    tracing::info!("listening on http://{}", server.address()?);
    if config.seed {
        for (username, password) in seed::ACCOUNTS {
            tracing::info!("to try it: log in as {username} with {password}");
        }
    }
    server.serve(asked_to_end()).await
}

/// Waits for Ctrl-C, or SIGTERM.
async fn asked_to_end() {
    #[cfg(unix)]
    if let Ok(mut terminate) = signal(SignalKind::terminate()) {
        tokio::select! {
            _ = ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _ = ctrl_c().await;
}
