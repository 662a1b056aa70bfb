include!("../desk.rs");

chanx_testing::assert_not_handles!(DeskConsumer, AskMessage);

fn main() {}
