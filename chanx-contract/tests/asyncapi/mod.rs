//! Documents, of contracts whose types are hard to write down.

mod command;
mod forms;
mod odd;

use std::{collections::BTreeSet, fs, path::Path};

use chanx_contract::{
    Contract,
    asyncapi::{AsyncApi, Document},
};
use serde_json::{Value, json};

use crate::one_route::{contract, merge};

fn odd() -> Contract {
    Contract::from_routes(&odd::app().outline())
}

/// Contracts of many types.
fn all() -> [Contract; 3] {
    [odd(), forms::contract(false), forms::contract(true)]
}

fn document(contract: &Contract) -> Document {
    AsyncApi::new("Odd", "1.2.3").document(contract)
}

/// Asserts that a file says this; `CHANX_BLESS=1` writes it.
#[track_caller]
fn kept(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/asyncapi").join(name);
    if std::env::var_os("CHANX_BLESS").is_some() {
        fs::write(&file, text).expect("it can be written");
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    assert!(known == text, "{name} has changed; CHANX_BLESS=1 writes it:\n{text}");
}

/// The files are read by `cargo xtask asyncapi`, too.
#[test]
fn an_odd_application_has_this_contract_and_this_document() {
    kept("forms.json", &forms::contract(false).to_json());
    kept("odd.json", &odd().to_json());
    kept("odd.asyncapi.json", &document(&odd()).to_json());
    kept("odd.asyncapi.yaml", &document(&odd()).to_yaml());
}

#[test]
fn a_document_is_read_again() {
    let document = document(&odd());
    let read: Document = serde_json::from_str(&document.to_json()).expect("it is a document");
    assert_eq!(read, document);
}

#[test]
fn the_order_of_routes_is_nothing_to_it() {
    let mut contract = odd();
    let first = document(&contract);
    contract.routes.reverse();
    assert_eq!(document(&contract).to_json(), first.to_json());
    contract.routes.rotate_left(1);
    assert_eq!(document(&contract).to_json(), first.to_json());
    let titles: Vec<_> = first.channels.keys().map(String::as_str).collect();
    assert_eq!(titles, ["camel", "garden_gardens_garden", "garden_old_gardens_garden", "raw"]);
}

/// Every value in a document, with the place where it stands.
fn each<'v>(value: &'v Value, at: &str, visit: &mut impl FnMut(&str, &'v Value)) {
    visit(at, value);
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| each(value, &format!("{at}/{key}"), visit));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| each(item, &format!("{at}/{i}"), visit));
        }
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for contract in all() {
        references_lead_somewhere(&serde_json::to_value(document(&contract)).expect("it is JSON"));
    }
}

fn references_lead_somewhere(document: &Value) {
    let mut seen = 0;
    each(document, "", &mut |at, value| {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let pointer = reference.strip_prefix('#').expect("it is a reference into the document");
            assert!(document.pointer(pointer).is_some(), "{at}: {reference}");
            assert_eq!(
                value.as_object().map(serde_json::Map::len),
                Some(1),
                "{at}: draft-07 reads nothing beside it"
            );
            seen += 1;
        }
    });
    assert!(seen > 50);
}

#[test]
fn nothing_of_another_draft_is_left() {
    let schemas = all().map(|contract| document(&contract).components.schemas);
    let schemas = serde_json::to_value(schemas).expect("it is JSON");
    each(&schemas, "", &mut |at, value| {
        for keyword in ["$defs", "$schema", "prefixItems", "unevaluatedProperties", "dependentRequired"] {
            assert!(value.get(keyword).is_none(), "{at}/{keyword}");
        }
        let kinds = value.get("type").filter(|kind| kind.is_array());
        assert!(kinds.is_none(), "{at}: several types");
    });
}

#[test]
fn every_message_has_a_valid_example() {
    for contract in all() {
        examples_are_valid(&document(&contract));
    }
}

fn examples_are_valid(document: &Document) {
    let components = serde_json::to_value(&document.components).expect("it is JSON");
    for (name, message) in &document.components.messages {
        if message.content_type.is_some() {
            continue;
        }
        let schema = json!({ "$ref": message.payload["$ref"], "components": components });
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft7)
            .should_validate_formats(true)
            .build(&schema)
            .expect("it is a schema");
        // What `not` forbids is not read.
        let [example] = &message.examples[..] else {
            assert_eq!(name, "NOTMessage");
            continue;
        };
        let said: Vec<_> = validator.iter_errors(&example.payload).map(|error| error.to_string()).collect();
        assert!(said.is_empty(), "{name}: {}: {said:?}", example.payload);
    }
}

#[test]
fn names_are_identifiers_and_unique() {
    let document = document(&odd());
    let plain = |name: &str| name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let names =
        document.components.schemas.keys().chain(document.channels.keys()).chain(document.operations.keys());
    let mut lower = BTreeSet::new();
    for name in names {
        assert!(plain(name), "{name}");
        assert!(lower.insert(name.to_lowercase()), "{name}");
    }
    let titles =
        document.components.schemas.iter().filter_map(|(name, schema)| Some((name, schema.get("title")?)));
    assert!(titles.clone().all(|(name, title)| title == name));
    let without: Vec<_> = document
        .components
        .schemas
        .keys()
        .filter(|name| titles.clone().all(|(other, _)| other != *name))
        .collect();
    assert_eq!(without, ["Strange"], "its keys are no names of attributes");
}

#[test]
fn two_types_of_a_name_are_told_apart() {
    let schemas = document(&odd()).components.schemas;
    let key =
        |name: &str| schemas[name]["properties"].as_object().and_then(|keys| keys.keys().next()).cloned();
    assert_eq!(key("EverythingMessagePerson").as_deref(), Some("nick"));
    assert_eq!(key("ArrivedEventPerson").as_deref(), Some("number"));
    assert_eq!(
        schemas["EverythingMessagePage2"]["properties"]["items"]["items"]["$ref"],
        "#/components/schemas/ArrivedEventPerson"
    );
    // What clients write may lack what has a default; frames of chanx's own keep their names.
    assert_eq!(schemas["TreeInput"]["required"], json!(["label"]));
    assert_eq!(schemas["Tree"]["required"], json!(["below", "label"]));
    assert!(schemas.contains_key("ErrorMessage") && schemas.contains_key("CamelErrorMessage"));
}

#[test]
fn standard_frames_and_refusals_are_those_of_the_rows() {
    let app = odd::app();
    let contract = odd();
    let document = document(&contract);
    for info in app.outline() {
        let channel = document
            .channels
            .values()
            .find(|channel| channel.extension.path == info.path)
            .expect("it is there");
        let told: Vec<_> = channel
            .extension
            .refusals
            .iter()
            .map(|one| (one.status, one.close_code, one.before_upgrade, one.when.as_str()))
            .collect();
        let rows: Vec<_> = info
            .refusals
            .iter()
            .map(|one| (one.status, one.close_code, one.before_upgrade, one.when))
            .collect();
        assert_eq!(told, rows);
        let messages = channel.messages.keys().map(|name| &document.components.messages[name]);
        let standard = messages.filter(|message| message.extension.standard).inspect(|message| {
            let only_with_ref = message.name.as_deref() == Some("complete") && !info.settings.send_completion;
            assert_eq!(message.extension.only_with_ref, only_with_ref, "{:?}", message.name);
        });
        let told: BTreeSet<_> = standard.map(|message| message.name.clone().expect("it has one")).collect();
        let rows: BTreeSet<_> = info.standard.iter().map(|frame| frame.action.to_owned()).collect();
        assert_eq!(told, rows, "{}", info.path);
    }
}

#[test]
fn several_types_of_one_action_are_one_message() {
    let model = |schema: Value| {
        json!({
            "type": "object", "properties": { "action": { "const": "said" }, "payload": schema }, "required": ["action", "payload"],
        })
    };
    let schema =
        json!({ "anyOf": [model(json!({ "type": "string" })), model(json!({ "type": "integer" }))] });
    let keys = json!({ "sends": { "said": { "message": "SaidMessage", "by": { "declared": true }, "schema": schema } } });
    let document = document(&contract(&keys));
    let said = &document.components.schemas["SaidMessage"];
    assert_eq!(
        said["properties"]["payload"],
        json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] })
    );
    assert_eq!(said["properties"]["action"], json!({ "type": "string", "const": "said", "default": "said" }));
    assert_eq!(said["required"], json!(["action", "payload"]));
}

#[test]
fn each_scheme_has_a_form() {
    let of = |scheme: Value| {
        let keys = json!({ "access": { "authentications": [{ "name": "A", "schemes": [scheme] }] } });
        let document = document(&contract(&keys));
        let schemes = serde_json::to_value(&document.components.security_schemes).expect("it is JSON");
        let (name, scheme) = schemes.as_object().and_then(|all| all.iter().next()).expect("it has one");
        assert_eq!(document.operations["desk_sends_error"].security.len(), 1);
        let mut scheme = scheme.clone();
        scheme.as_object_mut().expect("it is an object").remove("description");
        (name.clone(), scheme)
    };
    let header = json!({ "place": "header", "name": "Authorization" });
    let with = |more: Value| {
        let mut scheme = header.clone();
        merge(&mut scheme, &more);
        of(scheme)
    };
    assert_eq!(
        with(json!({ "kind": "bearer" })),
        ("bearer".to_owned(), json!({ "type": "http", "scheme": "bearer" }))
    );
    assert_eq!(
        with(json!({ "kind": "basic" })),
        ("basic".to_owned(), json!({ "type": "http", "scheme": "basic" }))
    );
    assert_eq!(
        with(json!({ "kind": "http", "scheme": "Digest" })),
        ("http_digest".to_owned(), json!({ "type": "http", "scheme": "digest" }))
    );
    assert_eq!(
        of(json!({ "kind": "api_key", "place": "query", "name": "token" })),
        ("query_token".to_owned(), json!({ "type": "httpApiKey", "name": "token", "in": "query" }))
    );
    assert_eq!(
        of(json!({ "kind": "session", "place": "cookie" })),
        ("session".to_owned(), json!({ "type": "httpApiKey", "name": "session", "in": "cookie" }))
    );
    assert_eq!(
        of(json!({ "kind": "api_key", "place": "subprotocol", "name": "token." })),
        (
            "subprotocol_token".to_owned(),
            json!({ "type": "httpApiKey", "name": "Sec-WebSocket-Protocol", "in": "header" })
        )
    );
}

#[test]
fn servers_are_those_that_are_given() {
    let page = AsyncApi::new("Odd", "1")
        .description("It ends in \"odd\"")
        .server("one", "ws://localhost:8000")
        .server("two", "example.com/base/");
    let document = page.document(&contract(&json!({})));
    let servers = serde_json::to_value(&document.servers).expect("it is JSON");
    assert_eq!(
        servers,
        json!({
            "one": { "host": "localhost:8000", "protocol": "ws" },
            "two": { "host": "example.com", "protocol": "wss", "pathname": "/base" },
        })
    );
    assert_eq!(document.info.description.as_deref(), Some("It ends in \"odd\" "));
}
