//! `#[chanx_testing::test]`.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::TestApp;
use tokio::time::{Instant, sleep};

#[derive(Default)]
struct PingConsumer;

#[consumer(public)]
impl PingConsumer {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

fn app() -> App<()> {
    App::new(()).routes(router![path("ws/ping/", PingConsumer)])
}

async fn later() -> App<()> {
    app()
}

#[chanx_testing::test]
async fn time_is_paused() {
    let before = Instant::now();
    let real = std::time::Instant::now();
    sleep(Duration::from_hours(1)).await;
    assert_eq!(before.elapsed().as_secs(), 3600);
    assert!(real.elapsed() < Duration::from_mins(1));
}

#[chanx_testing::test(real_time)]
async fn time_is_real() {
    let real = std::time::Instant::now();
    sleep(Duration::from_millis(2)).await;
    assert!(real.elapsed() >= Duration::from_millis(2));
}

#[chanx_testing::test(app = app())]
async fn it_takes_an_application(app: TestApp) {
    let mut client = app.communicator::<PingConsumer>("ws/ping/").authenticated().await;
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

#[chanx_testing::test(app = TestApp::new(later().await).timeout(Duration::from_secs(9)), real_time)]
async fn the_application_may_be_any_expression(app: TestApp) -> Result<(), chanx_testing::ConnectError> {
    app.communicator::<PingConsumer>("ws/ping/").connect().await?;
    Ok(())
}

#[chanx_testing::test]
#[should_panic(expected = "it is seen")]
async fn a_panic_is_the_tests_own() {
    panic!("it is seen");
}

// A body of one expression is no block within a block: no lint has a word to say.
#[chanx_testing::test(app = app())]
async fn one_expression(app: TestApp) {
    app.drain().await
}

#[chanx_testing::test]
async fn one_value() -> Result<(), String> {
    Ok(())
}

mod renamed {
    use chanx_testing as tools;

    #[super::tools::test(crate = tools)]
    async fn under_another_name() {
        tokio::task::yield_now().await;
    }
}

use chanx_testing as tools;
