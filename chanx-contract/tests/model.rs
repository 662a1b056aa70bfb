//! The parts of a contract, as other crates read them.

use chanx::prelude::*;
use chanx_contract::{
    Contract,
    model::{End, Origins, Reply},
};

fn chat(text: &str) -> Contract {
    Contract::from_json(text).expect("it is a contract")
}

#[test]
fn routes_and_messages_are_read() {
    let contract = chat(include_str!("chat_2.json"));
    let route = &contract.routes[0];
    assert_eq!(
        (contract.version, route.path.as_str(), route.tag.as_str()),
        (2, "rooms/<uuid:room_id>/", "action")
    );
    assert_eq!(
        (route.params[0].name.as_str(), route.params[0].converter.as_deref()),
        ("room_id", Some("uuid"))
    );
    assert_eq!(route.params[0].schema.as_ref().and_then(|schema| schema["format"].as_str()), Some("uuid"));
    let (action, message) = route.receives.first_key_value().expect("clients may speak");
    assert_eq!((action.as_str(), message.handler.as_str(), message.concurrent), ("chat", "chat", false));
    assert_eq!(message.schema["properties"]["action"]["const"], "chat");
    assert!(message.replies.actions().iter().all(|action| route.sends.contains_key(*action)));
    assert!(route.sends.values().all(|message| message.by.pushes() || !message.by.handlers.is_empty()));
    assert_eq!(route.settings.origins, Origins::SameHost);
}

#[test]
fn what_version_1_does_not_know_is_none() {
    for (text, knows) in [(include_str!("chat_1.json"), false), (include_str!("chat_2.json"), true)] {
        let contract = chat(text);
        let route = &contract.routes[0];
        assert_eq!(route.params[0].schema.is_some(), knows);
        assert!(!route.access.authentications.is_empty());
        assert!(route.access.authentications.iter().all(|one| one.schemes.is_some() == knows));
        assert!(
            contract
                .routes
                .iter()
                .flat_map(|route| route.events.values())
                .all(|one| one.schema.is_some() == knows)
        );
        assert_eq!(contract.omissions().is_some_and(|said| said.contains("events' fields")), !knows);
    }
}

#[test]
fn requests_end_by_their_one_reply_or_by_completion() {
    let one = || Reply::OneOf(vec!["a".to_owned(), "b".to_owned()]);
    let boxed = |reply: Reply| Box::new(reply);
    let ends = [
        (one(), End::Reply),
        (Reply::Fallible(boxed(one())), End::Reply),
        (Reply::All(vec![Reply::Nothing, Reply::Fallible(boxed(one()))]), End::Reply),
        (Reply::All(vec![one(), Reply::Many(boxed(Reply::Nothing))]), End::Reply),
        (Reply::All(vec![one(), one()]), End::Complete),
        (Reply::All(vec![one(), Reply::Optional(boxed(one()))]), End::Complete),
        (Reply::All(vec![one(), Reply::Text]), End::Complete),
        (Reply::Nothing, End::Complete),
        (Reply::Fallible(boxed(Reply::Nothing)), End::Complete),
        (Reply::Optional(boxed(one())), End::Complete),
        (Reply::Many(boxed(one())), End::Complete),
        (Reply::Stream(boxed(one())), End::Complete),
        (Reply::Text, End::Complete),
        (Reply::Binary, End::Complete),
    ];
    for (reply, end) in ends {
        assert_eq!(reply.end(), end, "{reply:?}");
    }
}

/// Who may come.
#[params]
struct RoomPath {
    /// The room's number.
    #[allow(dead_code, reason = "nobody connects")]
    room: u32,
}

/// A line.
#[payload]
struct Line {
    /// The words.
    #[serde(default)]
    text: String,
}

/// Say it.
#[message(action = "say", summary = "Say", tags("talk"))]
struct SayMessage {
    /// What to say.
    payload: Line,
}

/// Somebody said it.
#[message(action = "said", group)]
struct SaidMessage(String);

/// The bell.
#[event(handler = "bell")]
struct BellEvent {
    /// How often.
    #[allow(dead_code, reason = "nobody rings")]
    times: u8,
}

#[derive(Default)]
struct Room;

/// A room to talk in.
#[consumer(public, params = RoomPath, groups("room:{room}"), sends(SaidMessage), summary = "Talk", tags("rooms"))]
impl Room {
    /// Says it to all.
    #[ws_handler(tags("loud"))]
    async fn say(&self, _: SayMessage) {}

    /// Rings.
    #[event_handler]
    async fn bell(&self, _: BellEvent) {}
}

#[test]
fn what_is_written_for_people_is_kept() {
    let app = App::new(()).routes(router![path("rooms/<int:room>/", Room)]);
    let contract = Contract::from_routes(&app.outline());
    let read = Contract::from_json(&contract.to_json()).expect("it is a contract");
    assert_eq!(read, contract);
    let route = &read.routes[0];
    assert_eq!(route.docs.description, "A room to talk in.");
    assert_eq!(
        (route.docs.summary.as_deref(), &route.docs.tags[..]),
        (Some("Talk"), &["rooms".to_owned()][..])
    );
    assert_eq!(route.groups, ["room:{room}"]);
    assert_eq!(route.params[0].description, "The room's number.");
    let say = &route.receives["say"];
    assert_eq!((say.docs.description.as_str(), say.docs.summary.as_deref()), ("Say it.", Some("Say")));
    assert_eq!(
        (say.handler_docs.description.as_str(), &*say.handler_docs.tags[0]),
        ("Says it to all.", "loud")
    );
    assert_eq!(say.schema["title"], "SayMessage");
    assert_eq!(say.schema["$defs"]["Line"]["properties"]["text"]["description"], "The words.");
    assert_eq!(say.schema["$defs"]["Line"]["properties"]["text"]["default"], "");
    assert!(say.schema.get("$schema").is_none());
    assert_eq!(route.sends["said"].docs.description, "Somebody said it.");
    let bell = &route.events["bell"];
    assert_eq!(
        (bell.docs.description.as_str(), bell.handler_docs.description.as_str()),
        ("The bell.", "Rings.")
    );
    assert_eq!(bell.schema.as_ref().expect("it has one")["properties"]["times"]["description"], "How often.");
}

#[test]
fn actions_are_found_at_any_depth() {
    let reply: Reply = serde_json::from_str(
        r#"{ "fallible": { "all": [{ "one_of": ["b", "a"] }, { "stream": { "one_of": ["c"] } }] } }"#,
    )
    .expect("it is a reply");
    assert_eq!(reply.actions().into_iter().collect::<Vec<_>>(), ["a", "b", "c"]);
    assert!(reply.has("c") && !reply.has("d"));
}
