//! Consumers of frames that are no messages.

use chanx::prelude::*;
use chanx_testing::check_contract;

use super::{app, assert_says, breach};

#[derive(Default)]
struct Echo;

#[consumer(public)]
impl Echo {
    #[text_handler]
    async fn text(&mut self, text: String) -> Text {
        Text(text)
    }

    #[binary_handler]
    async fn binary(&mut self, bytes: Bytes) -> Binary {
        Binary(bytes)
    }
}

#[derive(Default)]
struct Mixed;

#[consumer(public)]
impl Mixed {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[text_handler]
    async fn text(&mut self, text: String) -> Text {
        Text(text)
    }
}

#[derive(Default)]
struct Upload;

#[consumer(public)]
impl Upload {
    #[binary_handler]
    async fn binary(&mut self, _: Bytes) {}
}

#[tokio::test(start_paused = true)]
async fn raw_consumers_pass() {
    check_contract(&app(router![path("echo/", Echo), path("mixed/", Mixed), path("upload/", Upload)])).await;
}

#[derive(Default)]
struct Picky;

#[consumer(public)]
impl Picky {
    #[text_handler]
    async fn text(&mut self, text: String) {
        assert!(!text.is_empty(), "nothing was said");
    }
}

#[tokio::test(start_paused = true)]
async fn a_raw_handler_that_panics_is_found() {
    let said = breach(app(router![path("ws/", Picky)])).await;
    assert_says(&said, &["`ws/`: the connection was closed with 1011", "send_text(r#\"\"#)"]);
}
