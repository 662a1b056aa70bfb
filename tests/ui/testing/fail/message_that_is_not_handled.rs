include!("../desk.rs");

chanx_testing::assert_handles!(DeskConsumer, ToldMessage);

fn main() {}
