include!("../desk.rs");

chanx_testing::assert_sends!(DeskConsumer, AskMessage);

fn main() {}
