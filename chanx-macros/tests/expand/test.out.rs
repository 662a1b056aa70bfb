#[::core::prelude::v1::test]
/// It answers.
#[should_panic(expected = "no")]
fn it_answers() -> Result<(), Error> {
    ::chanx_testing::__private::run(
        false,
        async {
            let mut app: TestApp = ::chanx_testing::__private::app(house().await);
            app.drain().await;
            Ok(())
        },
    )
}
#[::core::prelude::v1::test]
fn nothing_happens() {
    ::chanx_testing::__private::run(true, async {})
}
