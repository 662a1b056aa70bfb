#[chanx_testing::test]
async fn it_works(app: chanx_testing::TestApp) {}

fn main() {}
