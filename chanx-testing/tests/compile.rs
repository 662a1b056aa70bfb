//! What users assert of their contracts at compile time, and what the test attribute says.

#[allow(dead_code, unreachable_pub, reason = "its contract is asserted, and nobody connects")]
mod desk {
    include!("ui/desk.rs");

    chanx_testing::assert_sends!(DeskConsumer, Answer, PongMessage);
    chanx_testing::assert_not_sends!(DeskConsumer, AskMessage, PingMessage);
    chanx_testing::assert_handles!(DeskConsumer, AskMessage, PingMessage);
    chanx_testing::assert_not_handles!(DeskConsumer, Answer, ToldMessage, PongMessage);
    // What is no message is neither sent nor handled.
    chanx_testing::assert_not_sends!(DeskConsumer, String);
    chanx_testing::assert_not_handles!(DeskConsumer, String);
}

#[test]
fn broken_contracts_do_not_compile() {
    chanx_testing::compile_fail("tests/ui/fail/*.rs");
}
