#[chanx_testing::test(paused)]
async fn it_works() {}

fn main() {}
