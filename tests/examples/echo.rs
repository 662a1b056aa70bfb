//! `examples/echo.rs`: it keeps its contract, whatever comes.

use chanx_testing::{TestApp, assert_contract, check_contract};

#[allow(dead_code, unreachable_pub, reason = "it is a program; all but its `main` is tested here")]
#[path = "../../examples/echo.rs"]
mod program;

#[chanx_testing::test(app = program::app())]
async fn it_keeps_its_contract(app: TestApp) {
    assert_contract!(app, "examples/contracts/echo.json");
    check_contract(&app).await;
}
