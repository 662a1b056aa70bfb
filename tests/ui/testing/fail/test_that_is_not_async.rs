#[chanx_testing::test]
fn it_works() {}

fn main() {}
