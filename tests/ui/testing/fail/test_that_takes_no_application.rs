#[chanx_testing::test(app = app())]
async fn it_works() {}

fn main() {}
