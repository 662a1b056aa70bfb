//! Chat rooms: open the page in two windows and talk.
//!
//! Run it with `cargo run --example rooms`; `CHANX_ADDR` chooses another address, `CHANX_RECORD` a file in which everything is
//! recorded that is said. To tell all rooms something:
//!
//! ```sh
//! curl --json '{"text":"Tea is ready"}' http://127.0.0.1:8000/announcements
//! ```

use std::time::Duration;

use axum::{
    Json,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::Html,
    routing::{get, post},
};
use chanx::{
    AppService, AsyncApi, Playground,
    prelude::*,
    record::Recorder,
    validate::{At, Fault, Validate},
};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::sleep;

/// The page; it needs nothing from elsewhere.
const PAGE: &str = include_str!("rooms/index.html");

/// How long the parrot thinks of each word.
const PER_WORD: Duration = Duration::from_millis(150);

/// The group of all connections, in whatever room.
const EVERYBODY: &str = "announcements";

/// Where a room is found.
#[params]
pub struct RoomPath {
    /// Its name.
    pub room: String,
}

/// Somebody in a room.
#[payload]
#[derive(Clone)]
pub struct Person {
    /// What the others call them.
    #[garde(length(chars, min = 1, max = 40))]
    pub name: String,
}

/// A line on its way to the room.
#[payload]
pub struct Line {
    /// The words.
    #[garde(length(chars, min = 1, max = 2000))]
    pub text: String,
}

/// A line that somebody said.
#[payload]
pub struct Said {
    /// Who said it.
    pub name: String,
    /// The words.
    pub text: String,
}

/// A word of the parrot's.
#[payload]
pub struct Word {
    /// The word.
    pub text: String,
    /// Whether it was the last one.
    pub is_last: bool,
}

/// Take a name.
#[message(action = "enter")]
pub struct EnterMessage {
    /// Who is there.
    pub payload: Person,
}

/// Say something in the room.
#[message(action = "chat")]
pub struct ChatMessage {
    /// What to say.
    pub payload: Line,
}

/// Tell the others that words are coming.
#[message(action = "typing")]
pub struct TypingMessage;

/// Ask the parrot.
#[message(action = "ask")]
pub struct AskMessage {
    /// What to repeat.
    pub payload: Line,
}

/// The parrot speaks.
#[message(action = "word")]
pub struct WordMessage {
    /// One word of it.
    pub payload: Word,
}

/// Somebody said something.
#[message(action = "said", group)]
pub struct SaidMessage {
    /// Who, and what.
    pub payload: Said,
}

/// Somebody is typing.
#[message(action = "typing_notice", group)]
pub struct TypingNotice {
    /// Who.
    pub payload: Person,
}

/// The house speaks to all rooms: raised by an HTTP request, passed on to the clients as it is.
#[event(handler = "announce")]
#[message(action = "announcement")]
pub struct Announcement {
    /// What it says.
    pub payload: Line,
}

/// A connection to one room.
pub struct RoomConsumer {
    person: Person,
}

/// A room in which people talk; what begins with `@parrot` is repeated, word by word.
#[consumer(
    public,
    params = RoomPath,
    groups("room_{room}", "announcements"),
    sends(SaidMessage, TypingNotice),
    passthrough(Announcement),
)]
impl RoomConsumer {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Ok(Self { person: Person { name: "guest".to_owned() } })
    }

    /// Take a name.
    #[ws_handler]
    async fn enter(&mut self, message: EnterMessage) {
        self.person = message.payload;
    }

    /// Say something in the room; it comes back to its sender too, marked `is_current`.
    #[ws_handler]
    async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        let said = Said { name: self.person.name.clone(), text: message.payload.text };
        let to_all = cx.send_group_message(SaidMessage { payload: said }).exclude_current(false);
        to_all.groups([room(cx)]).await
    }

    /// Tell the others that words are coming.
    #[ws_handler]
    async fn typing(&self, _: TypingMessage, cx: &mut Context<Self>) -> Result<()> {
        let notice = TypingNotice { payload: self.person.clone() };
        cx.send_group_message(notice).groups([room(cx)]).await
    }

    /// Ask the parrot, which repeats it to who asked, word by word as a language model would. Meanwhile the room goes on.
    #[ws_handler]
    async fn ask(message: AskMessage) -> impl Stream<Item = WordMessage> {
        let words: Vec<_> = message.payload.text.split_whitespace().map(str::to_owned).collect();
        let last = words.len().saturating_sub(1);
        stream::iter(words.into_iter().enumerate()).then(move |(index, text)| async move {
            sleep(PER_WORD).await;
            WordMessage { payload: Word { text, is_last: index == last } }
        })
    }
}

/// The group of the room that a connection is in: its other group is everybody.
fn room(cx: &Context<RoomConsumer>) -> String {
    format!("room_{}", cx.params().room)
}

/// What is wrong with what was sent.
type Refused = (StatusCode, Json<Vec<Fault>>);

/// Tells all rooms something. Browsers ask before they send JSON from another site, and nobody answers them.
/// axum reads the line, and asks none of its rules.
async fn announce(
    State(channels): State<Channels>,
    Json(payload): Json<Line>,
) -> Result<StatusCode, Refused> {
    let mut faults = Vec::new();
    payload.validate(&At::root("announcement"), &mut faults);
    if !faults.is_empty() {
        return Err((StatusCode::UNPROCESSABLE_ENTITY, Json(faults)));
    }
    match RoomConsumer::send_channel_event(&channels, EVERYBODY, Announcement { payload }).await {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(_) => Ok(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// The sockets.
pub fn app() -> App<()> {
    App::new(())
        .routes(router![path("ws/rooms/<slug:room>/", RoomConsumer)])
        .page(AsyncApi::new("Rooms", env!("CARGO_PKG_VERSION")))
        .page(Playground::at("/playground").title("Rooms"))
        .settings(Settings { drain_timeout: Duration::from_secs(2), ..Settings::default() })
}

/// The page and the announcements, and the sockets for every other path.
pub fn site(sockets: AppService, channels: Channels) -> axum::Router {
    axum::Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route("/announcements", post(announce).layer(DefaultBodyLimit::max(4096)))
        .with_state(channels)
        .fallback_service(sockets)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let addr = std::env::var("CHANX_ADDR").unwrap_or_else(|_| "127.0.0.1:8000".to_owned());
    let mut app = app();
    if let Some(path) = std::env::var_os("CHANX_RECORD") {
        app = app.record(Recorder::create(path)?);
    }
    let (channels, sockets) = (app.channels(), app.into_service());
    let listener = tokio::net::TcpListener::bind(&addr).await?;
    println!("open http://{addr}/ in two windows; a line that begins with @parrot is repeated");
    println!("a room's socket: ws://{addr}/ws/rooms/lobby/");
    axum::serve(listener, site(sockets.clone(), channels)).with_graceful_shutdown(asked_to_stop()).await?;
    // axum waits for requests, not for sockets.
    sockets.drain().await;
    Ok(())
}

/// Waits for Ctrl-C, or for the service manager's SIGTERM.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ended = tokio::signal::ctrl_c().await;
}
