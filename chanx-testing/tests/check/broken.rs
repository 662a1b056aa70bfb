//! Handlers that break on what a client may send.

use chanx::prelude::*;
use chanx_testing::check_contract;

use super::{app, assert_says, breach, failure};

#[message(action = "add")]
struct AddMessage {
    number: u8,
    note: Option<String>,
}

#[message(action = "sum")]
struct SumMessage(u8);

#[derive(Default)]
struct Adder;

#[consumer(public)]
impl Adder {
    #[ws_handler]
    async fn add(&mut self, message: AddMessage) -> SumMessage {
        SumMessage(message.number.checked_add(6).expect("it fits"))
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_found_at_the_smallest_value() {
    let said = breach(app(router![path("ws/", Adder)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `add`: the connection was closed with 1011",
            "a handler panicked",
            r#"frame: {"action":"add","number":250}"#,
        ],
    );
}

#[message(action = "wait")]
struct WaitMessage(bool);

#[derive(Default)]
struct Waiter;

#[consumer(public)]
impl Waiter {
    #[ws_handler]
    async fn wait(&mut self, message: WaitMessage) {
        if message.0 {
            std::future::pending::<()>().await;
        }
    }

    #[ws_handler]
    async fn add(message: AddMessage, _cx: Context<Self>) {
        assert!(message.note.is_none_or(|note| note.is_ascii()), "no ASCII");
    }
}

#[tokio::test(start_paused = true)]
async fn breaches_of_several_actions_are_told_together() {
    let said = breach(app(router![path("ws/", Waiter)])).await;
    assert_says(
        &said,
        &[
            "2 breaches of the contract",
            "1. `ws/`, `wait`: the server stopped answering: no answer came within 5s",
            r#"frame: {"action":"wait","payload":true}"#,
            "2. `ws/`, `add`: the connection was closed with 1011",
        ],
    );
    let frame = said.lines().filter(|line| line.contains("frame: ")).nth(1).unwrap_or_default();
    let note = frame.trim().strip_prefix(r#"frame: {"action":"add","note":""#);
    let note = note.or_else(|| frame.trim().strip_prefix(r#"frame: {"action":"add","number":0,"note":""#));
    let note = note.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{frame}"));
    assert_eq!(note.chars().count(), 1, "{frame}");
}

#[message(action = "long")]
struct LongMessage(#[garde(length(chars, max = 5000))] String);

#[derive(Default)]
struct Narrow;

#[consumer(public, max_message_size = 1024)]
impl Narrow {
    #[ws_handler]
    async fn long(&mut self, _: LongMessage) {}
}

#[tokio::test(start_paused = true)]
async fn a_schema_that_allows_what_the_limits_forbid_is_found() {
    let said = breach(app(router![path("ws/", Narrow)])).await;
    assert_says(
        &said,
        &["`ws/`, `long`: the connection was closed with 1009", "though its schema allows it"],
    );
}

#[derive(Default)]
struct Slow;

#[consumer(public)]
impl Slow {
    /// Slow, but sure.
    #[ws_handler]
    async fn add(message: AddMessage, _cx: Context<Self>) -> SumMessage {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        SumMessage(message.number)
    }

    #[ws_handler]
    async fn wait(message: WaitMessage, _cx: Context<Self>) -> SumMessage {
        if message.0 {
            std::future::pending::<()>().await;
        }
        SumMessage(0)
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_beside_that_never_replies_is_found() {
    let said = breach(app(router![path("ws/", Slow)])).await;
    assert_says(
        &said,
        &[
            "1 breach",
            "`ws/`, `wait`: the server stopped answering: no answer came within 5s",
            r#"frame: {"action":"wait","payload":true}"#,
        ],
    );
}

#[message(action = "leave")]
struct LeaveMessage;

#[derive(Default)]
struct Never;

#[consumer(public)]
impl Never {
    #[ws_handler]
    async fn add(&mut self, _: AddMessage) -> Result<SumMessage> {
        Err(std::io::Error::other("always").into())
    }

    #[ws_handler]
    async fn leave(&mut self, _: LeaveMessage, cx: &Context<Self>) {
        cx.close(4000, "as you wish");
    }

    #[ws_handler]
    async fn refused(&mut self, _: RefusedMessage) {}
}

#[message(action = "refused")]
struct RefusedMessage(#[garde(custom(never))] [u8; 16]);

fn never(_: &[u8; 16]) -> std::result::Result<(), String> {
    Err("no".to_owned())
}

#[tokio::test(start_paused = true)]
async fn an_action_of_which_no_frame_is_taken_is_found() {
    let said = breach(app(router![path("ws/", Never)])).await;
    assert_says(
        &said,
        &[
            "3 breaches",
            "`ws/`, `add`: none of 64 frames of its schema was taken, so that it was not tried: 64 failed",
            "give the application what its handler needs, or leave it out by `.skip(\"add\")`",
            "`leave`: none of 64 frames of its schema was taken, so that it was not tried: 64 were answered by closing",
            "64 were refused by rules that no schema states",
        ],
    );
    check_contract(&app(router![path("ws/", Never)])).skip("add").skip("leave").skip("refused").await;
}

#[derive(Default)]
struct Tired {
    sums: u8,
}

#[consumer(public)]
impl Tired {
    #[ws_handler]
    async fn add(&mut self, message: AddMessage) -> SumMessage {
        self.sums += 1;
        assert!(self.sums < 2, "too tired");
        SumMessage(message.number)
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_breaks_at_the_second_frame_is_found() {
    let said = breach(app(router![path("ws/", Tired)])).await;
    let frame = r##"   communicator.send_text(r#"{"action":"add","number":0}"#).await;"##;
    assert_says(
        &said,
        &[
            "1 breach",
            "`ws/`, `add`: when it is sent a second time: the connection was closed with 1011",
            &format!("{frame}\n{frame}\n"),
        ],
    );
}

#[derive(Default)]
struct Flood;

#[consumer(public, sends(SumMessage))]
impl Flood {
    #[ws_handler]
    async fn add(&mut self, _: AddMessage, cx: &Context<Self>) -> Result<()> {
        loop {
            cx.send_message(SumMessage(0)).await?;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_never_stops_sending_is_found() {
    let said = failure(async { check_contract(&app(router![path("ws/", Flood)])).cases(1).await }).await;
    assert_says(
        &said,
        &["`ws/`, `add`: the server does not answer: 16384 messages came, and no answer among them"],
    );
}

#[derive(Default)]
struct Hurried;

#[consumer(public, rate_limit = Some(RateLimit::per_minute(2)))]
impl Hurried {
    #[ws_handler]
    async fn add(&mut self, _: AddMessage) {}
}

#[tokio::test(start_paused = true)]
async fn a_rate_below_the_frames_of_a_case_is_told() {
    let said = breach(app(router![path("ws/", Hurried)])).await;
    assert_says(
        &said,
        &["test without `user_rate_limit`, and without a `rate_limit` below 3, as each case sends"],
    );
}
