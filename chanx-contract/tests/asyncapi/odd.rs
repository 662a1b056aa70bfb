//! An application whose types are hard to write down.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use chanx::prelude::*;

/// Somebody.
#[derive(Debug, Clone)]
pub(crate) struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "somebody".into()
    }
}

impl<S: Sync> FromToken<S> for Account {
    const SOURCES: &'static [TokenSource] =
        &[TokenSource::Authorization, TokenSource::Query("token"), TokenSource::Subprotocol("token.")];

    async fn from_token(_: &str, _: &S) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(Some(Account.into()))
    }
}

/// Everybody.
pub(crate) struct IsOpen;

impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for IsOpen {
    async fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Ok(())
    }
}

/// A tree.
#[payload]
pub(crate) struct Tree {
    /// What it is about.
    #[garde(length(chars, min = 1, max = 40))]
    pub(crate) label: String,
    /// Those below it.
    #[serde(default)]
    pub(crate) below: Vec<Tree>,
    /// The one above it.
    pub(crate) above: Option<Box<Tree>>,
}

/// A folder.
#[payload]
pub(crate) struct Folder {
    /// What is in it.
    pub(crate) entries: Vec<Entry>,
}

/// What is in a folder.
#[payload]
pub(crate) enum Entry {
    /// Another folder.
    Folder(Folder),
    /// A file.
    File {
        /// Its name.
        name: String,
    },
    /// Nothing.
    Nothing,
}

/// A shape.
#[payload]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Shape {
    /// A round one.
    Circle {
        /// From the middle.
        #[garde(range(min = 0.5, max = 10.0))]
        radius: f64,
    },
    /// One with four sides.
    WideBox {
        /// How wide and high.
        sides: (u32, u32),
    },
}

/// Some of many.
#[payload]
pub(crate) struct Page<T> {
    /// These.
    pub(crate) items: Vec<T>,
    /// Whether there are more; it is called "more"
    pub(crate) has_more: bool,
}

/// Two of a name.
pub(crate) mod guests {
    use chanx::prelude::*;

    /// A guest.
    #[payload]
    pub(crate) struct Person {
        /// A name.
        pub(crate) nick: String,
    }
}

/// Two of a name.
pub(crate) mod staff {
    use chanx::prelude::*;

    /// One of us.
    #[payload]
    pub(crate) struct Person {
        /// A number.
        #[garde(range(min = 1, max = 99))]
        pub(crate) number: u8,
    }
}

/// Everything at once.
#[payload]
pub(crate) struct Everything {
    /// Shapes by their names.
    pub(crate) shapes: BTreeMap<String, Shape>,
    /// Letters.
    pub(crate) letters: BTreeSet<char>,
    /// By number.
    pub(crate) by_number: BTreeMap<u8, Option<guests::Person>>,
    /// Maybe.
    pub(crate) maybe: Option<String>,
    /// A word that says "hi"
    #[serde(default = "hi")]
    pub(crate) word: String,
    /// Anything.
    pub(crate) anything: serde_json::Value,
    /// A page of guests.
    pub(crate) guests: Page<guests::Person>,
    /// A page of ours.
    pub(crate) staff: Page<staff::Person>,
    /// When.
    #[garde(pattern("^[0-9]{4}-[0-9]{2}$"))]
    pub(crate) month: String,
    /// Its keys are words of the language.
    pub(crate) strange: Strange,
    /// Which.
    pub(crate) id: Uuid,
}

fn hi() -> String {
    "say \"hi\"".to_owned()
}

/// Its keys are no names.
#[payload]
pub(crate) struct Strange {
    /// From where.
    pub(crate) from: u8,
    /// With a hyphen.
    #[serde(rename = "x-y")]
    pub(crate) hyphen: u8,
}

/// Ask for a tree.
#[message(action = "plant", tags("trees"), summary = "Plant a tree")]
pub(crate) struct PlantMessage {
    /// The tree.
    pub(crate) payload: Tree,
}

/// A tree grew.
#[message(action = "grown", group)]
pub(crate) struct GrownMessage(pub(crate) Tree);

/// A folder, both ways.
#[message(action = "folder")]
pub(crate) struct FolderMessage(pub(crate) Folder);

/// All at once.
#[message(action = "everything")]
#[deprecated = "ask for less"]
pub(crate) struct EverythingMessage(pub(crate) Everything);

/// Somebody of ours.
#[message(action = "hire")]
#[serde(deny_unknown_fields)]
pub(crate) struct HireMessage {
    /// Who.
    pub(crate) payload: staff::Person,
    /// Beside the payload.
    #[serde(default)]
    pub(crate) in_a_hurry: bool,
}

/// A guest came.
#[message(action = "guest")]
pub(crate) struct GuestMessage(pub(crate) guests::Person);

/// Raised by the house.
#[event(handler = "arrived")]
pub(crate) struct ArrivedEvent {
    /// Who.
    #[allow(dead_code, reason = "nobody comes")]
    pub(crate) person: staff::Person,
}

/// Where.
#[params]
pub(crate) struct GardenPath {
    /// The garden's number.
    #[allow(dead_code, reason = "nobody goes there")]
    pub(crate) garden: u16,
}

/// A garden.
#[derive(Default)]
pub(crate) struct GardenConsumer;

/// Where trees grow.
#[consumer(
    authentication(TokenAuthentication<Account>),
    user = Option<Account>,
    permissions(IsOpen),
    params = GardenPath,
    groups("garden:{garden}"),
    sends(GrownMessage),
    subprotocols = ["garden.v1"],
    rate_limit = Some(RateLimit::per_second(5)),
    summary = "A garden",
    tags("trees")
)]
impl GardenConsumer {
    /// Plants it.
    #[ws_handler(permissions(IsOpen), tags("work"))]
    async fn plant(&self, _: PlantMessage) -> Result<()> {
        Ok(())
    }

    /// Gives it back.
    #[ws_handler]
    async fn folder(_: FolderMessage) -> FolderMessage {
        FolderMessage(Folder { entries: Vec::new() })
    }

    /// Takes all.
    #[ws_handler]
    #[allow(deprecated, reason = "it is about that")]
    async fn everything(&self, message: EverythingMessage) -> Option<EverythingMessage> {
        Some(message)
    }

    /// Takes them on.
    #[ws_handler]
    async fn hire(&self, message: HireMessage) -> GuestMessage {
        GuestMessage(guests::Person { nick: message.payload.number.to_string() })
    }

    /// Greets them.
    #[event_handler]
    async fn arrived(&self, event: ArrivedEvent) -> GuestMessage {
        GuestMessage(guests::Person { nick: event.person.number.to_string() })
    }
}

/// Where from and to.
#[payload]
pub(crate) struct Way {
    /// The first.
    pub(crate) first_step: u32,
    /// Ways by their names.
    pub(crate) by_name: BTreeMap<String, Way>,
}

/// Go there.
#[message(action = "go", tag = "msg_kind", group)]
pub(crate) struct GoMessage {
    /// The way.
    pub(crate) the_way: Way,
}

/// What it speaks is camelCase.
#[derive(Default)]
pub(crate) struct CamelConsumer;

#[consumer(public, camelize = true, send_completion = true, send_authentication_message = true)]
impl CamelConsumer {
    /// Goes.
    #[ws_handler]
    async fn go(&self, message: GoMessage) -> GoMessage {
        message
    }
}

/// Frames that are no messages.
#[derive(Default)]
pub(crate) struct RawConsumer;

#[consumer(public, params = YearPath, send_authentication_message = false)]
impl RawConsumer {
    /// Says it again.
    #[text_handler]
    async fn text(&self, text: String) -> Text {
        Text(text)
    }
}

/// Where a year's archive is found.
#[params]
pub(crate) struct YearPath {
    /// The year.
    #[allow(dead_code, reason = "nobody looks it up")]
    pub(crate) year: u16,
}

/// The application.
pub(crate) fn app() -> App<()> {
    App::new(()).routes(router![
        path("gardens/<int:garden>/", GardenConsumer),
        path("old/gardens/<int:garden>/", GardenConsumer),
        path("camel/", CamelConsumer),
        re_path(r"^raw/(?<year>\d{4})/$", RawConsumer),
    ])
}
