//! `examples/raw_echo.rs`: it takes anything, and answers it.

use chanx::prelude::*;
use chanx_testing::{TestApp, assert_contract, check_contract};

#[allow(dead_code, unreachable_pub, reason = "it is a program; all but its `main` is tested here")]
#[path = "../../examples/raw_echo.rs"]
mod program;

#[chanx_testing::test(app = program::app())]
async fn it_keeps_its_contract(app: TestApp) {
    assert_contract!(app, "examples/contracts/raw_echo.json");
    check_contract(&app).await;
}

#[chanx_testing::test(app = program::app())]
async fn what_is_sent_comes_back(app: TestApp) {
    let mut client = app.communicator::<program::RawEcho>("/").connect().await.expect("it is open to all");
    client.send_text("no JSON").await;
    assert_eq!(client.receive_text().await, "no JSON");
    client.send_binary(Bytes::from_static(&[0, 255])).await;
    assert_eq!(client.receive_binary().await, Bytes::from_static(&[0, 255]));
}
