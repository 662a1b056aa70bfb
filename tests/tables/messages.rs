//! Messages give their schemas to one document.

use std::collections::BTreeMap;

use chanx::{prelude::*, table::Accepts};
use serde_json::{Value, json};

use super::{draft07, is_valid, with_definitions, written};

/// A place on a map.
#[payload]
pub(super) struct Place {
    /// Degrees north.
    #[garde(range(min = -90.0, max = 90.0))]
    latitude: f64,
    #[serde(default)]
    name: Option<String>,
}

/// Goes there.
#[message(action = "go")]
struct GoMessage {
    /// The way, the last place first.
    payload: Vec<Place>,
}

/// Somebody is there.
#[message(action = "here", group)]
struct HereMessage(Place);

#[derive(Default)]
struct Map;

#[consumer(public, groups("map"), sends(HereMessage))]
impl Map {
    #[ws_handler]
    async fn go(&self, message: GoMessage) -> HereMessage {
        HereMessage(message.payload.into_iter().next().unwrap_or(Place { latitude: 0.0, name: None }))
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

/// Every message of the application, by action, in one document with its definitions.
fn document(settings: chanx::schemars::generate::SchemaSettings) -> BTreeMap<&'static str, Value> {
    let app = App::new(()).routes(router![path("map/", Map)]);
    let mut generator = settings.into_generator();
    let mut schemas = BTreeMap::new();
    for handler in &app.outline()[0].handlers {
        let taken = if let Accepts::Messages(taken) = handler.accepts { taken } else { &[] };
        for info in taken.iter().copied().chain(handler.replies.messages()) {
            schemas.insert(info.action, written(info.schema, &mut generator));
        }
    }
    let all = with_definitions(json!({}), generator);
    schemas.insert("", all["definitions"].clone());
    schemas
}

#[test]
fn a_type_of_two_messages_stands_in_the_document_once() {
    let document = document(draft07().for_deserialize());
    assert_eq!(document.keys().collect::<Vec<_>>(), [&"", &"go", &"here", &"ping", &"pong"]);
    let names: Vec<_> = document[""].as_object().expect("there are some").keys().collect();
    assert_eq!(names, ["Place"]);
    let refer = json!("#/definitions/Place");
    assert_eq!(document["go"]["properties"]["payload"]["items"]["$ref"], refer);
    assert_eq!(document["here"]["properties"]["payload"]["$ref"], refer);
    assert_eq!(document["go"]["properties"]["payload"]["description"], "The way, the last place first.");
    assert_eq!(document["go"]["description"], "Goes there.");
    assert_eq!(document[""]["Place"]["properties"]["latitude"]["description"], "Degrees north.");
}

#[test]
fn a_validator_takes_the_frames_and_no_others() {
    let document = document(draft07().for_deserialize());
    let takes = |action: &str, frame: Value| {
        let schema = json!({ "allOf": [document[action]], "definitions": document[""] });
        is_valid(&schema, &frame)
    };
    assert!(takes(
        "go",
        json!({"action": "go", "payload": [{"latitude": 52.5, "name": null}, {"latitude": -90}]})
    ));
    assert!(!takes("go", json!({"action": "went", "payload": []})));
    assert!(!takes("go", json!({"action": "go"})));
    assert!(!takes("go", json!({"action": "go", "payload": [{"latitude": 91}]})));
    assert!(takes("here", json!({"action": "here", "payload": {"latitude": 1}})));
    assert!(!takes("here", json!({"action": "here", "payload": {"name": "x"}})));
    assert!(takes("ping", json!({"action": "ping"})));
    assert!(!takes("ping", json!({"action": "ping", "payload": 1})));
}

#[test]
fn whoever_reads_a_frame_finds_what_is_always_written() {
    let place = |settings| document(settings)[""]["Place"]["required"].clone();
    assert_eq!(place(draft07().for_deserialize()), json!(["latitude"]));
    assert_eq!(place(draft07().for_serialize()), json!(["latitude", "name"]));
    let pong = |settings| document(settings)["pong"]["required"].clone();
    assert_eq!(pong(draft07().for_deserialize()), json!(["action"]));
    assert_eq!(pong(draft07().for_serialize()), json!(["action", "payload"]));
}
