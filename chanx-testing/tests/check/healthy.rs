//! What keeps its contract passes.

use std::collections::{BTreeMap, BTreeSet};

use chanx::prelude::*;
use chanx_testing::{TestApp, check_contract};
use futures_util::stream;

use super::app;

#[payload]
#[derive(Debug, Clone)]
struct Profile {
    #[garde(length(chars, min = 1, max = 12))]
    display_name: String,
    #[garde(range(min = 1, max = 120))]
    age_in_years: Option<u8>,
    #[garde(pattern(r"^[a-z]{2}-\d{3,4}$"))]
    badge: Option<String>,
    #[garde(email)]
    mail: Option<String>,
    #[garde(url)]
    home: Option<String>,
    #[garde(ip)]
    address: Option<String>,
    account_id: Uuid,
}

#[payload]
#[derive(Debug, Clone)]
enum Shade {
    Light,
    Dark,
    Custom { red: u8, green: u8, blue: u8 },
    Named(String),
}

#[payload]
#[derive(Debug, Clone)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Part {
    Text { text: String },
    Image { width: u32, height: i64, alt_text: Option<String> },
    Group { parts: Vec<Part> },
}

#[payload]
#[derive(Debug, Clone)]
#[serde(deny_unknown_fields)]
struct Tree {
    leaf: i32,
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

#[payload]
#[derive(Debug, Clone)]
struct Everything {
    profile: Profile,
    shade: Shade,
    parts: Vec<Part>,
    tree: Tree,
    by_name: BTreeMap<String, Profile>,
    by_number: BTreeMap<u16, bool>,
    #[garde(length(min = 1, max = 3), inner(length(chars, max = 5)))]
    words: Vec<String>,
    unique: BTreeSet<u8>,
    pair: (i8, Option<bool>),
    ratio: f32,
    exact: f64,
    letter: char,
    big_one: u64,
    any_value: chanx::__private::serde_json::Value,
    #[serde(default)]
    defaulted: u32,
}

/// Everything that a payload can be.
#[message(action = "everything")]
struct EverythingMessage {
    payload: Everything,
}

#[message(action = "everything_back")]
struct EverythingBack {
    payload: Everything,
}

#[message(action = "fields")]
struct FieldsMessage {
    first_one: u8,
    second_one: Option<Vec<Shade>>,
}

#[message(action = "said", group)]
struct SaidMessage(Profile);

#[message(action = "say")]
struct SayMessage(Profile);

#[message(action = "count")]
struct CountMessage(#[garde(range(max = 5))] u8);

#[message(action = "number")]
struct NumberMessage(u8);

#[message(action = "maybe")]
struct MaybeMessage(bool);

#[message(action = "fail")]
struct FailMessage(bool);

#[message(action = "end")]
struct EndMessage;

#[messages]
enum Several {
    Maybe(MaybeMessage),
    End(EndMessage),
}

#[derive(Default)]
struct Rich;

#[consumer(public, groups("rich"), sends(SaidMessage))]
impl Rich {
    #[ws_handler]
    async fn everything(&mut self, message: EverythingMessage) -> EverythingBack {
        EverythingBack { payload: message.payload }
    }

    #[ws_handler]
    async fn fields(&self, message: FieldsMessage) -> FieldsMessage {
        message
    }

    #[ws_handler]
    async fn say(&mut self, message: SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(message.0)).exclude_current(false).await
    }

    #[ws_handler]
    async fn count(message: CountMessage, _cx: Context<Self>) -> impl Stream<Item = NumberMessage> {
        stream::iter((0..message.0).map(NumberMessage))
    }

    #[ws_handler]
    async fn several(&mut self, message: Several, cx: &Context<Self>) -> Option<NumberMessage> {
        match message {
            Several::Maybe(maybe) => maybe.0.then_some(NumberMessage(1)),
            Several::End(_) => {
                cx.close(4000, "as you wish");
                None
            }
        }
    }

    #[ws_handler]
    async fn fail(&mut self, message: FailMessage) -> Result<(NumberMessage, FailMessage)> {
        if message.0 {
            return Err(std::io::Error::other("as you wish").into());
        }
        Ok((NumberMessage(0), message))
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

fn rich(settings: Settings) -> TestApp {
    TestApp::new(App::new(()).settings(settings).routes(router![path("ws/rich/", Rich)]))
}

#[tokio::test(start_paused = true)]
async fn a_rich_consumer_passes() {
    check_contract(&rich(Settings::default())).skip("end").await;
}

#[tokio::test(start_paused = true)]
async fn a_rich_consumer_passes_in_camel_case_and_with_completion() {
    let settings = Settings { camelize: true, send_completion: true, ..Settings::default() };
    check_contract(&rich(settings)).skip("end").await;
}

#[tokio::test]
async fn a_rich_consumer_passes_in_real_time_and_without_authentication_messages() {
    let settings =
        Settings { send_completion: true, send_authentication_message: false, ..Settings::default() };
    check_contract(&rich(settings)).skip("end").cases(16).await;
}

#[derive(Default)]
struct Silent;

#[consumer(public)]
impl Silent {}

#[tokio::test(start_paused = true)]
async fn a_consumer_that_handles_nothing_passes() {
    check_contract(&app(router![path("ws/", Silent)])).await;
}

#[message(action = "tree")]
struct TreeMessage {
    payload: Tree,
}

#[derive(Default)]
struct Tight;

#[consumer(public, max_message_size = 200, max_frame_size = 200, max_json_depth = 4)]
impl Tight {
    #[ws_handler]
    async fn tree(&mut self, message: TreeMessage) -> TreeMessage {
        message
    }

    #[text_handler]
    async fn text(&mut self, _: String) {}
}

#[tokio::test(start_paused = true)]
async fn limits_are_kept_to() {
    check_contract(&app(router![path("ws/", Tight)])).await;
}

#[message(action = "typing")]
struct TypingMessage {
    is_typing: Option<bool>,
}

#[derive(Default)]
struct Chat;

#[consumer(public)]
impl Chat {
    #[ws_handler]
    async fn typing(&mut self, message: TypingMessage) -> TypingMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_of_optional_fields_refuses_what_nests_too_deep_beside_them() {
    check_contract(&app(router![path("ws/", Chat)])).await;
}

#[message(action = "old")]
struct OldMessage(u16);

#[derive(Default)]
struct Historian;

#[consumer(public, sends(OldMessage))]
impl Historian {
    async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()> {
        for number in 0..600 {
            cx.send_message(OldMessage(number)).await?;
        }
        Ok(())
    }

    #[ws_handler]
    async fn typing(&mut self, message: TypingMessage) -> TypingMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_history_comes_before_the_first_frame() {
    check_contract(&app(router![path("ws/", Historian)])).cases(8).await;
}

#[derive(Default)]
struct Subscriptions;

#[consumer(public)]
impl Subscriptions {
    /// Nothing comes for now.
    #[ws_handler]
    async fn typing(_: TypingMessage, _cx: Context<Self>) -> impl Stream<Item = NumberMessage> {
        stream::pending()
    }

    /// It comes again and again, and nothing ever behind it.
    #[ws_handler]
    async fn count(
        message: CountMessage,
        _cx: Context<Self>,
    ) -> (impl Stream<Item = NumberMessage>, PongMessage) {
        let ticks = stream::unfold(message.0, async |number| {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            Some((NumberMessage(number), number))
        });
        (ticks, PongMessage)
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_beside_may_go_on_for_ever() {
    for send_completion in [false, true] {
        let settings = Settings { send_completion, ..Settings::default() };
        let app = App::new(()).settings(settings).routes(router![path("ws/", Subscriptions)]);
        check_contract(&TestApp::new(app)).cases(8).await;
    }
}

#[payload]
#[derive(Debug, Clone)]
struct Address {
    city: String,
    number: u8,
}

#[message(action = "measured")]
struct MeasuredMessage {
    #[garde(length(bytes, min = 2, max = 4))]
    bytes: String,
    #[garde(length(utf16, min = 3, max = 4))]
    units: String,
    #[garde(length(graphemes, min = 1, max = 3))]
    graphemes: String,
    #[garde(length(min = 1, max = 2))]
    by_name: BTreeMap<String, bool>,
    #[serde(flatten)]
    address: Option<Address>,
}

#[derive(Default)]
struct Measured;

#[consumer(public)]
impl Measured {
    #[ws_handler]
    async fn measured(&mut self, message: MeasuredMessage) -> MeasuredMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn what_no_schema_can_state_is_not_judged() {
    check_contract(&app(router![path("ws/", Measured)])).cases(512).await;
}

#[tokio::test(start_paused = true)]
async fn the_frames_of_a_case_are_within_a_rate_of_three() {
    let rate_limit = Some(RateLimit::per_minute(3));
    let app = App::new(()).settings(Settings { rate_limit, ..Settings::default() });
    check_contract(&TestApp::new(app.routes(router![path("ws/", Chat)]))).await;
}
