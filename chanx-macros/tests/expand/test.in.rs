/// It answers.
#[chanx_test(app = house().await, real_time)]
#[should_panic(expected = "no")]
async fn it_answers(mut app: TestApp) -> Result<(), Error> {
    app.drain().await;
    Ok(())
}

#[chanx_test]
async fn nothing_happens() {}
