#[chanx_testing::test]
async unsafe fn it_works() {}

fn main() {}
