//! A raw socket: text and binary messages to 16 MiB come back unchanged. The Autobahn cases run against it.
//!
//! Run it with `cargo run --release --example raw_echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

const MIB: usize = 1024 * 1024;

/// Sends back every frame. It has no messages: it speaks no JSON, not even to say that it is connected.
#[derive(Default)]
pub struct RawEcho;

/// Texts and bytes come back as they are.
#[consumer(
    public,
    send_authentication_message = false,
    max_message_size = 16 * MIB,
    max_frame_size = 16 * MIB,
    // A reply waits here while the client is still sending.
    max_outbound_queue = 64 * MIB,
)]
impl RawEcho {
    /// Sends a text back.
    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }

    /// Sends bytes back.
    #[binary_handler]
    async fn binary(&self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }
}

/// The application.
pub fn app() -> App<()> {
    App::new(())
        .routes(router![path("", RawEcho)])
        .page(AsyncApi::new("Raw echo", env!("CARGO_PKG_VERSION")))
        .page(Playground::at("/playground").title("Raw echo"))
}

#[tokio::main]
async fn main() -> Result<(), chanx::Error> {
    let addr = std::env::var("CHANX_ADDR").unwrap_or_else(|_| "127.0.0.1:8000".to_owned());
    println!("send anything to ws://{addr}/");
    app().serve(addr).await
}
