//! The documentation of `#[consumer]` and `router!`, where its examples compile.

/// Makes a type the server's side of a connection: one value lives as long as its connection, and each message of
/// the client finds its handler.
///
/// ```
/// use chanx::prelude::*;
///
/// /// Say something.
/// #[message(action = "chat")]
/// pub struct ChatMessage(pub String);
///
/// /// Somebody said something.
/// #[message(action = "said", group)]
/// pub struct SaidMessage(pub String);
///
/// /// How much was said?
/// #[message(action = "count")]
/// pub struct CountMessage;
///
/// /// So much.
/// #[message(action = "counted")]
/// pub struct CountedMessage(pub u32);
///
/// #[params]
/// pub struct RoomPath {
///     pub room: String,
/// }
///
/// #[derive(Default)]
/// pub struct RoomConsumer {
///     posted: u32,
/// }
///
/// #[consumer(public, params = RoomPath, groups("room_{room}"), sends(SaidMessage))]
/// impl RoomConsumer {
///     /// Post a message to the room.
///     #[ws_handler]
///     async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
///         self.posted += 1;
///         cx.send_group_message(SaidMessage(message.0)).await?;
///         Ok(())
///     }
///
///     #[ws_handler]
///     async fn count(&self, _: CountMessage) -> CountedMessage {
///         CountedMessage(self.posted)
///     }
/// }
/// ```
///
/// # Keys
/// | key | meaning |
/// |---|---|
/// | `user = U` | who is behind a connection, a [`User`](crate::User): `cx.user()`; `Option<U>` lets anonymous people in |
/// | `authentication(A, …)` | how users are known: [`Authentication`](crate::Authentication)s, tried in this order |
/// | `object = T` | what the path is about: `cx.object()`, found by [`GetObject`](crate::GetObject) |
/// | `permissions(P & !Q \| R)` | who may connect: [`Permission`](crate::Permission)s, put together by `&`, `\|`, `!` and parentheses |
/// | `public` | anybody may connect; one of `user`, `permissions` and `public` must be there |
/// | `state = T` | what the application shares with it: the `T` of `App::new`; without it, it runs in every application |
/// | `params = T` | its path's parameters, a [`params`](macro@crate::params) struct |
/// | `groups("room_{room}", …)` | the groups that each connection joins; names in braces are fields of `params` |
/// | `sends(M, …)` | messages that it sends besides its replies |
/// | `passthrough(E, …)` | events that are messages too, sent to the client as they are |
/// | `summary = "…"`, `tags("…", …)` | for documents, besides the doc comment |
/// | a field of [`Settings`](crate::Settings) `= value` | overrides the application's setting; lists may be written `["…"]` |
/// | `crate = path` | where chanx is, if not at `::chanx` |
///
/// # Handlers
/// | attribute | argument |
/// |---|---|
/// | `#[ws_handler]` | a message, or a [`messages`](macro@crate::messages) union of them |
/// | `#[event_handler]` | an [`event`](macro@crate::event), raised anywhere in the process by `send_channel_event` |
/// | `#[text_handler]` | a `String`: text frames as they are |
/// | `#[binary_handler]` | `Bytes`: binary frames as they are |
///
/// A handler that takes `&mut self` or `&self` runs in its turn: one at a time, in the order in which frames arrived;
/// it may take `cx: &mut Context<Self>` after its argument. A handler without `self` runs beside the others, is
/// cancelled with the connection, and may take `cx: Context<Self>`. Each attribute takes `summary = "…"` and
/// `tags("…", …)`, and all but `#[event_handler]` take `permissions(…)`: who may send it. Others are answered by an `error` frame
/// with the code `permission_denied`.
///
/// A handler returns nothing, a message, an `Option`, a `Vec` or a tuple of them, `impl Stream<Item = M>`, or a
/// `Result` of these. These forms are seen as they are written: behind a type alias, name the messages in `sends(…)`. A
/// stream is sent before the next handler has its turn, so it may borrow what the handler borrowed.
///
/// # Hooks
/// Methods with these names are called, if they are there:
///
/// | hook | when |
/// |---|---|
/// | `async fn connect(cx: &Context<Self>) -> Result<Self>` | makes the value; without it, `Default` does |
/// | `async fn build_groups(&mut self, cx: &mut Context<Self>) -> Result<Vec<String>>` | names the groups, instead of `groups(…)` |
/// | `async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()>` | the client was told that it is connected |
/// | `async fn disconnected(self, cx: &mut Context<Self>)` | once, however the connection ended |
///
/// The context and the `Result` may be left out. Other methods belong in an impl block of their own.
///
/// # What it writes
/// `impl Consumer` with one row per handler, the traits by which callers are checked, and for types without
/// parameters the enums `RoomConsumerIncoming` and `RoomConsumerOutgoing` of all messages, whose variants drop the
/// suffix `Message`.
pub use chanx_macros::consumer;

/// Marks a method of a [`consumer`](macro@crate::consumer) as the handler of an event.
pub use chanx_macros::event_handler;

/// Marks a method of a [`consumer`](macro@crate::consumer) as the handler of a client's message.
pub use chanx_macros::ws_handler;

/// Marks a method of a [`consumer`](macro@crate::consumer) as the handler of text frames that are no JSON messages.
pub use chanx_macros::text_handler;

/// Marks a method of a [`consumer`](macro@crate::consumer) as the handler of binary frames.
pub use chanx_macros::binary_handler;

/// Makes a [`Router`](crate::Router) of paths, whose literals the compiler reads.
///
/// ```
/// use chanx::prelude::*;
///
/// #[params]
/// pub struct RoomPath {
///     pub room_id: Uuid,
/// }
///
/// #[derive(Default)]
/// pub struct RoomConsumer;
///
/// #[consumer(public, params = RoomPath)]
/// impl RoomConsumer {}
///
/// #[derive(Default)]
/// pub struct EchoConsumer;
///
/// #[consumer(public)]
/// impl EchoConsumer {
///     #[text_handler]
///     async fn echo(&self, text: String) -> Text {
///         Text(text)
///     }
/// }
///
/// fn rooms() -> Router<()> {
///     router![path("<uuid:room_id>/", RoomConsumer)]
/// }
///
/// pub fn routing() -> Router<()> {
///     router![
///         path("ws/rooms/", include(rooms())),
///         re_path("^ws/old-(?<room_id>[0-9a-f-]+)/$", RoomConsumer),
///         path("ws/echo/", EchoConsumer),
///     ]
/// }
/// ```
///
/// A `path` is text with `<name>` or `<converter:name>` in it; the converters are `str` (also when none is written),
/// `int`, `slug`, `uuid` and `path`. A `re_path` is a regular expression whose groups have names. Each name must be a
/// field of the consumer's `params`, and each converter one of the field's type. Fields may stand in the prefix of an
/// `include` instead; whether each is given somewhere is checked when the application starts.
///
/// Routes are tried in order and the first match wins. Paths are matched without their leading `/`.
pub use chanx_macros::router;
