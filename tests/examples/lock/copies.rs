// Copies of `examples/echo.rs` with the changes of `changes.rs`, written by `CHANX_BLESS=1 cargo test --test main lock`.

pub(super) const COPIES: &[fn() -> chanx::App<()>] = &[copy_0::app, copy_1::app, copy_2::app, copy_3::app, copy_4::app, copy_5::app, copy_6::app, copy_7::app, copy_8::app, copy_9::app, copy_10::app, copy_11::app, copy_12::app, copy_13::app, copy_14::app, copy_15::app, copy_16::app, copy_17::app, copy_18::app, copy_19::app, copy_20::app, copy_21::app, copy_22::app, copy_23::app, copy_24::app, copy_25::app, copy_26::app, copy_27::app];

mod copy_0 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub text: String, }

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
}

mod copy_1 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub text: String, pub lang: String, }

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
}

mod copy_2 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub text: String, pub lang: Option<String>, }

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
}

mod copy_3 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub words: String, }

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
}

mod copy_4 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub enum Words { Short(String), Long(Vec<String>), }

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
}

mod copy_5 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub enum Words { Short(String), Long(Vec<String>), Silence { seconds: u8 }, }

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
}

mod copy_6 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub enum Words { Yes, No, Perhaps, }

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
}

mod copy_7 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub enum Words { Yes, No, }

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
}

mod copy_8 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub count: u8, }

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
}

mod copy_9 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub count: u32, }

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
}

mod copy_10 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub count: Option<f64>, }

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
}

mod copy_11 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub count: i32, }

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
}

mod copy_12 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub count: String, }

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
}

mod copy_13 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words
{
    #[garde(length(chars, max = 2000))] pub text: String,
    #[garde(range(min = 1))] pub count: u8,
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
}

mod copy_14 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words
{
    #[garde(length(chars, max = 500))] pub text: String,
    #[garde(range(min = 2))] pub count: u8,
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
}

mod copy_15 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { #[garde(length(chars, min = 1, max = 500))] pub text: String, }

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
}

mod copy_16 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { #[garde(length(chars, max = 2000))] pub text: String, }

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
}

mod copy_17 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { pub to: String, }

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
}

mod copy_18 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { #[garde(email)] pub to: String, }

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
}

mod copy_19 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "echo")]
pub struct EchoMessage {
    /// The words.
    pub payload: Words,
}

/// What.
#[payload]
pub struct Words { #[garde(url)] pub to: String, }

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
}

mod copy_20 {
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
}

mod copy_21 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something that is said.
#[message(action = "say")]
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
}

mod copy_22 {
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
    /// Answers.
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }

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
}

mod copy_23 {
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
    async fn echo(&self, message: EchoMessage) -> Option<EchoMessage> {
        Some(message)
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
}

mod copy_24 {
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
        .routes(router![path("ws/say/", EchoConsumer)])
        .page(AsyncApi::new("Echo", env!("CARGO_PKG_VERSION")))
        .page(Playground::at("/playground").title("Echo"))
}

#[tokio::main]
async fn main() -> Result<(), chanx::Error> {
    let addr = std::env::var("CHANX_ADDR").unwrap_or_else(|_| "127.0.0.1:8000".to_owned());
    println!("send {{\"action\":\"echo\",\"payload\":\"hi\"}} to ws://{addr}/ws/say/");
    println!("or try it at http://{addr}/playground");
    app().serve(addr).await
}
}

mod copy_25 {
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
#[consumer(public, camelize = true)]
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
}

mod copy_26 {
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
#[consumer(public, max_message_size = 1024)]
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
}

mod copy_27 {
//! The smallest server: what a client says comes back.
//!
//! Run it with `cargo run --example echo`; `CHANX_ADDR` chooses another address.

use chanx::{AsyncApi, Playground, prelude::*};

/// Something else.
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
}
