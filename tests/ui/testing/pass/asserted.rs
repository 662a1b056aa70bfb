//! What is asserted of a contract that keeps it.

include!("../desk.rs");

chanx_testing::assert_sends!(DeskConsumer, Answer, PongMessage);
chanx_testing::assert_not_sends!(DeskConsumer, AskMessage, PingMessage);
chanx_testing::assert_handles!(DeskConsumer, AskMessage, PingMessage);
chanx_testing::assert_not_handles!(DeskConsumer, Answer, ToldMessage, PongMessage);
// What is no message is neither sent nor handled.
chanx_testing::assert_not_sends!(DeskConsumer, String);
chanx_testing::assert_not_handles!(DeskConsumer, String);

pub(crate) fn main() {}
