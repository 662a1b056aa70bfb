//! A consumer with all that the language has, under strict lints.
#![deny(warnings, missing_docs, unreachable_pub, rust_2018_idioms, unused)]

use std::time::Duration;

use chanx::prelude::*;
use futures_util::stream;

/// The application's state.
#[derive(Clone)]
pub struct AppState {
    /// What rooms are greeted with.
    pub greeting: String,
}

/// The path of a room.
#[params]
pub struct RoomPath {
    /// Which room.
    pub room_id: Uuid,
    /// Which floor.
    pub floor: u8,
}

/// Say something.
#[message(action = "chat")]
pub struct ChatMessage {
    /// What is said.
    pub payload: String,
}

/// Somebody said something.
#[message(action = "chat_group", group)]
pub struct ChatGroupMessage {
    /// What was said.
    pub payload: String,
}

/// Are you there?
#[message(action = "ask")]
pub struct AskMessage;

/// I am.
#[message(action = "answer")]
pub struct AnswerMessage;

/// Ask for a summary.
#[message(action = "summarise")]
pub struct Summarise;

/// A part of it.
#[message(action = "summary_part")]
pub struct SummaryPart(pub String);

/// Ask for all of it.
#[message(action = "all")]
pub struct All;

/// Join.
#[message(action = "join")]
pub struct JoinMessage;

/// Leave.
#[message(action = "leave")]
pub struct LeaveMessage;

/// Coming and going.
#[messages]
pub enum Moves {
    /// Comes.
    Join(JoinMessage),
    /// Goes.
    Leave(LeaveMessage),
}

/// Something happened.
#[event(handler = "notify")]
pub struct NotifyEvent {
    /// What.
    pub payload: String,
}

/// It is told as it is.
#[event(handler = "announce")]
#[message(action = "announce")]
pub struct Announcement(pub String);

/// A room.
pub struct RoomConsumer {
    posted: u32,
}

/// Talk in a room.
#[consumer(
    public,
    state = AppState,
    params = RoomPath,
    groups("room_{room_id}", "{floor}/x", "announcements"),
    sends(ChatGroupMessage),
    passthrough(Announcement),
    summary = "Rooms",
    tags("chat", "rooms"),
    send_completion = true,
    log_ignored_actions = ["ask"],
    subprotocols = ["chat.v1"],
    origins = ["https://example.com"],
    max_message_size = 16 * 1024 * 1024,
    ping_interval = Duration::from_secs(5),
)]
impl RoomConsumer {
    async fn connect(cx: &Context<Self>) -> Result<Self> {
        let posted = u32::from(cx.params().floor);
        Ok(Self { posted })
    }

    async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()> {
        cx.send_message(AnswerMessage).await?;
        Ok(())
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        drop(cx.send_message(AnswerMessage).await);
    }

    /// Post a message to the room.
    #[ws_handler(summary = "Post", tags("write"))]
    async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
        self.posted += 1;
        cx.send_group_message(ChatGroupMessage { payload: message.payload }).await?;
        Ok(())
    }

    #[ws_handler]
    async fn ask(&self, _: AskMessage) -> AnswerMessage {
        AnswerMessage
    }

    /// It streams beside the others.
    #[ws_handler]
    async fn summarise(_: Summarise, cx: Context<Self>) -> impl Stream<Item = SummaryPart> {
        stream::iter([SummaryPart(cx.state().greeting.clone())])
    }

    /// It streams in its turn, and borrows nothing for longer.
    #[ws_handler]
    async fn all(
        &mut self,
        _: All,
        cx: &mut Context<Self>,
    ) -> Result<(Option<AnswerMessage>, impl Stream<Item = Result<SummaryPart>>)> {
        self.posted += 1;
        let greeting = cx.state().greeting.clone();
        Ok((None, stream::iter([Ok(SummaryPart(greeting))])))
    }

    #[ws_handler]
    async fn moves(&mut self, moves: Moves) -> Result<(AnswerMessage, Vec<Moves>)> {
        match moves {
            Moves::Join(join) => Ok((AnswerMessage, vec![Moves::Join(join)])),
            Moves::Leave(leave) => Ok((AnswerMessage, vec![leave.into()])),
        }
    }

    #[event_handler]
    async fn notify(&mut self, event: NotifyEvent, cx: &mut Context<Self>) -> Option<SummaryPart> {
        let quiet = cx.params().floor > 9;
        (self.posted < Self::MOST && !quiet).then_some(SummaryPart(event.payload))
    }

    #[cfg(any())]
    #[ws_handler]
    async fn never(&mut self, _: NoSuchMessage) -> NoSuchReply {}
}

impl RoomConsumer {
    const MOST: u32 = 100;
}

/// Its routes.
pub fn routing() -> Router<AppState> {
    router![path("ws/<int:floor>/<uuid:room_id>/", RoomConsumer)]
}

/// All routes.
pub fn routes() -> Router<AppState> {
    router![
        path("rooms/", include(routing())),
        path("more/<int:floor>/", include(router![re_path("^(?<room_id>[0-9a-f-]{36})$", RoomConsumer)])),
    ]
}

pub(crate) fn main() {
    let info = <RoomConsumer as chanx::Consumer>::INFO;
    assert_eq!((info.name, info.tag, info.summary), ("RoomConsumer", "action", Some("Rooms")));
    assert_eq!(info.description, "Talk in a room.");
    assert_eq!(info.groups, ["room_{room_id}", "{floor}/x", "announcements"]);
    let rows = <RoomConsumer as chanx::Consumer>::HANDLERS;
    let names: Vec<_> = rows.iter().map(|row| row.info.name).collect();
    assert_eq!(names, ["chat", "ask", "summarise", "all", "moves", "notify", "announce"]);
    assert_eq!(rows[0].info.description, "Post a message to the room.");
    assert_eq!(rows[0].info.tags, ["write"]);
    let all = format!("{:?}", rows[3].info.replies);
    assert!(all.starts_with("Fallible(All([Optional(OneOf"), "{all}");
    let incoming = RoomConsumerIncoming::from(ChatMessage { payload: "hi".to_owned() });
    assert_eq!(format!("{incoming:?}"), r#"{"action":"chat","payload":"hi"}"#);
    let said = r#"{"action":"chat_group","payload":"hi","is_mine":true,"is_current":false}"#;
    let Ok(RoomConsumerOutgoing::ChatGroup(said)) = RoomConsumerOutgoing::decode(said) else {
        panic!("not what was sent")
    };
    assert_eq!(said.payload, "hi");
    assert!(RoomConsumerOutgoing::decode(r#"{"action":"chat","payload":"hi"}"#).is_err());
    assert_eq!(routes().routes().count(), 2);
}
