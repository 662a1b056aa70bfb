//! The laboratory: an application whose endpoints are hard to show, to try the playground on.
//!
//! `cargo run -p chanx-playground --example lab` serves it, at the root and below `/live`; `CHANX_ADDR` chooses another
//! address. `lab replay FILE TOKEN…` says a recording again, whose connections to talks have these tokens in the order
//! in which they were opened, and fails where the server answers otherwise.

mod archive;
mod forms;
mod hostile;
mod raw;
mod talk;

use std::{path::Path, time::Duration};

use chanx::{AsyncApi, prelude::*};
use chanx_playground::Playground;
use chanx_testing::{Replay, TestApp};
use tokio::net::TcpListener;

/// The sockets, and the pages that tell of them.
fn app() -> App<()> {
    App::new(())
        .routes(router![
            path("ws/talk/<slug:room>/", talk::TalkConsumer),
            path("ws/forms/<int:number>/<path:rest>", forms::FormsConsumer),
            path("ws/hostile/", hostile::HostileConsumer),
            path("ws/raw/", raw::RawConsumer),
            re_path(r"^ws/archive/(?<year>\d{4})/$", archive::ArchiveConsumer),
        ])
        .page(AsyncApi::new("Laboratory", env!("CARGO_PKG_VERSION")))
        .page(Playground::at("/playground").title("Laboratory").checks_per_second(1000))
        .settings(Settings { drain_timeout: Duration::from_secs(2), ..Settings::default() })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    match args[..] {
        [] => serve().await,
        ["replay", file, ref tokens @ ..] => {
            replay(Path::new(file), tokens).await?;
            println!("{file}: the server answers as it did");
            Ok(())
        }
        _ => Err("lab takes nothing, or `replay FILE TOKEN…`".into()),
    }
}

/// Serves the application twice: as it is, and below a prefix.
async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let addr = std::env::var("CHANX_ADDR").unwrap_or_else(|_| "127.0.0.1:8090".to_owned());
    let sockets = app().into_service();
    let site = axum::Router::new().nest_service("/live", sockets.clone()).fallback_service(sockets.clone());
    let listener = TcpListener::bind(addr).await?;
    let addr = listener.local_addr()?;
    println!("open http://{addr}/playground");
    println!("below a prefix: http://{addr}/live/playground");
    axum::serve(listener, site).with_graceful_shutdown(asked_to_stop()).await?;
    // axum waits for requests, not for sockets.
    sockets.drain().await;
    Ok(())
}

/// Says what a recording's clients said. What is redacted in it is what the page's tests typed.
async fn replay(file: &Path, tokens: &[&str]) -> std::io::Result<()> {
    let file = std::path::absolute(file)?;
    let mut tokens = tokens.iter().map(|token| (*token).to_owned()).collect::<Vec<_>>().into_iter();
    Replay::load(file)
        .connecting(move |connect, opened| match opened.consumer.as_str() {
            "TalkConsumer" => connect.query("token", &tokens.next().unwrap_or_default()),
            _ => connect,
        })
        .fill("unlock", "payload.pin", talk::PIN)
        .run(&TestApp::new(app()))
        .await;
    Ok(())
}

/// Waits for Ctrl-C, or for the service manager's SIGTERM.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ended = tokio::signal::ctrl_c().await;
}
