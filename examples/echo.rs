//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: String,
}

/// Says back what it hears.
#[derive(Default)]
pub struct EchoConsumer;

/// What is said here comes back.
#[consumer(public)]
impl EchoConsumer {
    /// Says it again.
    #[ws_handler]
    async fn echo(&self, message: EchoMessage) -> EchoMessage {
        message
    }
}

/// The application.
pub fn app() -> App<()> {
    App::new(())
        .routes(router![path("ws/echo/", EchoConsumer)])
        .page(AsyncApi::new("Echo", env!("CARGO_PKG_VERSION")))
        .page(Playground::at("/playground").title("Echo"))
}

#[tokio::main]
async fn main() -> Result<(), chanx::Error> {
    let addr = std::env::var("CHANX_ADDR").unwrap_or_else(|_| "127.0.0.1:8000".to_owned());
    println!("send {{\"action\":\"echo\",\"payload\":\"hi\"}} to ws://{addr}/ws/echo/");
    println!("or try it at http://{addr}/playground");
    app().serve(addr).await
}
