include!("../desk.rs");

chanx_testing::assert_not_sends!(DeskConsumer, ToldMessage);

fn main() {}
