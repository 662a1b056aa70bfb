#[chanx_testing::test]
async fn it_works()
where
    String: Clone,
{
}

fn main() {}
