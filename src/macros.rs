//! The macros' documentation, where its examples compile.

/// Makes a type fit to travel inside messages and events: serde, JSON Schema and validation in one word.
///
/// It derives `Serialize`, `Deserialize` and `JsonSchema` for a struct or an enum (type parameters are fine) and
/// writes its validation from `#[garde(…)]` on the fields. `#[serde(…)]` and `#[schemars(…)]` work as always; the
/// crates themselves need not stand in your `Cargo.toml`.
///
/// ```
/// use chanx::prelude::*;
///
/// /// What a person says.
/// #[payload]
/// #[derive(Debug, Clone)]
/// pub struct ChatPayload {
///     #[garde(length(min = 1, max = 2000))]
///     pub text: String,
///     #[garde(inner(length(max = 20)), length(max = 5))]
///     #[serde(default)]
///     pub topics: Vec<String>,
///     #[garde(custom(known_mood))]
///     pub mood: Option<String>,
/// }
///
/// fn known_mood(mood: &Option<String>) -> std::result::Result<(), String> {
///     match mood.as_deref() {
///         None | Some("happy" | "sad") => Ok(()),
///         Some(other) => Err(format!("nobody is {other}")),
///     }
/// }
/// ```
///
/// # Rules
/// A rule is checked on arrival and, where JSON Schema can say it, written into the schema. On an `Option` it
/// applies to what is there.
///
/// | rule | for | holds when |
/// |---|---|---|
/// | `length(min = …, max = …)`, `length(equal = …)` | texts, lists, sets, maps | the number of characters or items is within the bounds |
/// | `length(bytes, …)`, `chars`, `graphemes`, `utf16` | texts | the same in another unit |
/// | `range(min = …, max = …)`, `range(equal = …)` | numbers | it is within the bounds, which are included |
/// | `pattern("…")`, `pattern(REGEX)` | texts | the regular expression matches somewhere |
/// | `contains("…")`, `prefix("…")`, `suffix("…")` | texts | it has the text inside, first, last |
/// | `email`, `url`, `ip`, `ipv4`, `ipv6`, `ascii`, `alphanumeric` | texts | it is one |
/// | `required` | options | it is there |
/// | `matches(other)` | anything | it equals the field `other` |
/// | `custom(function)` | anything | `function(&value)` is `Ok`; its error is shown to the peer |
/// | `inner(…)` | lists, sets, maps, options of them | the rules hold for each item |
/// | `dive` | type parameters | the value's own rules hold |
/// | `skip` | anything | always: the value's own rules are not checked |
///
/// A field whose type has rules of its own (another payload, or options, boxes, lists and maps of payloads) is
/// checked without further ado. Only a type parameter needs `dive`, since its rules are not known there.
///
/// # Secrets
/// `#[sensitive]` on a field says that its values are secret: [recordings](crate::record) leave them out. The schema
/// tells so too, by `"x-sensitive": true`; nothing else changes, neither on the wire nor in `Debug`. It works on the
/// fields of a [`message`] as well, and covers a whole type where that is a tuple struct of one field. On a flattened
/// field it does not compile, since the schema would lose it: it stands on the fields of that type instead.
///
/// ```
/// use chanx::prelude::*;
///
/// #[payload]
/// pub struct Password(#[sensitive] String);
///
/// #[payload]
/// pub struct Credentials {
///     pub name: String,
///     pub password: Password,
///     #[sensitive]
///     pub recovery_codes: Vec<String>,
/// }
/// ```
///
/// # Keys
/// `crate = path`: where chanx is, if not at `::chanx`.
pub use chanx_macros::payload;

/// Makes a struct a message: something that a client, a server or both may say.
///
/// Its serde form is the whole frame. The fields of a named struct stand beside the tag; the only field of a tuple
/// struct is the `payload`; a unit struct has `"payload": null`, which may be left out on the way in.
///
/// ```
/// use chanx::prelude::*;
///
/// # #[payload]
/// # pub struct ChatPayload { pub text: String }
/// /// Say something in the room.
/// #[message(action = "chat")]
/// pub struct ChatMessage {
///     pub payload: ChatPayload, // {"action":"chat","payload":{"text":"hi"}}
/// }
///
/// #[message(action = "typing", group, summary = "Somebody types", tags("presence"))]
/// pub struct Typing(pub String); // {"action":"typing","payload":"ann"}
///
/// #[message(action = "leave")]
/// pub struct Leave; // {"action":"leave","payload":null}
/// ```
///
/// `#[serde(…)]`, `#[schemars(…)]`, `#[garde(…)]` and `#[sensitive]` (see [`payload`]) work on the fields; types inside need
/// `#[payload]`, or serde and schemars of their own.
///
/// # Keys
/// - `action = "…"`: the value of the tag. `complete`, `group_complete`, `event_complete`, `error` and
///   `authentication` are taken.
/// - `tag = "…"`: the name of the tag, `action` by default. All messages of a consumer share one.
/// - `group`: it is sent to groups; recipients also get `is_mine` and `is_current`.
/// - `summary = "…"`, `tags("…", …)`: for documents, as are the doc comment and `#[deprecated]`.
/// - `crate = path`: where chanx is, if not at `::chanx`.
pub use chanx_macros::message;

/// Makes an enum a union of messages, each variant holding one.
///
/// A handler may take the union and `match` it, or reply with it; a union that is sent declares itself. Each message
/// becomes the union by `From`.
///
/// ```
/// use chanx::prelude::*;
///
/// #[message(action = "open")]
/// pub struct Open;
/// #[message(action = "close")]
/// pub struct Close(pub String);
///
/// #[messages]
/// pub enum Door {
///     Open(Open),
///     Close(Close),
/// }
///
/// let door = Door::from(Close("softly".to_owned()));
/// assert!(matches!(door, Door::Close(_)));
/// ```
///
/// # Keys
/// `crate = path`: where chanx is, if not at `::chanx`.
pub use chanx_macros::messages;

/// Makes a struct an event: something that other parts of the application tell a consumer.
///
/// Clients never see it, so it has no tag; otherwise it has the same three forms as a [`message`]. The types of its fields
/// need serde alone: one without a schema may be anything in the event's (`table::EventInfo`), under the names that are read. With `#[message]` on the same type, in either order, it is both, and travels as the message.
///
/// ```
/// use chanx::prelude::*;
///
/// # #[payload]
/// # pub struct NotifyPayload { pub text: String }
/// /// Raised by HTTP handlers, jobs and other consumers.
/// #[event(handler = "notify")]
/// pub struct NotifyEvent {
///     pub payload: NotifyPayload,
/// }
/// ```
///
/// # Keys
/// - `handler = "…"`: the event's name, by which consumers find their handler.
/// - `crate = path`: where chanx is, if not at `::chanx`.
pub use chanx_macros::event;

/// Makes a struct with named fields the parameters of a path; their names are those in the path.
///
/// Texts, integers and `Uuid` can be fields, and whatever implements [`PathParam`](crate::prelude::PathParam), which gives
/// documents the schema of the type. They have the fields' doc comments, too.
///
/// ```
/// use chanx::prelude::*;
///
/// #[params]
/// pub struct RoomPath {
///     pub room: String, // "ws/<str:room>/<int:page>/"
///     pub page: u32,
/// }
/// ```
///
/// # Keys
/// `crate = path`: where chanx is, if not at `::chanx`.
pub use chanx_macros::params;
