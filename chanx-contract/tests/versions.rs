//! Files of an older version of the format are read, and nothing is told of what they do not know.

use chanx_contract::{Contract, contract_diff};
use serde_json::{Value, json};

use crate::one_route::{contract, lines};

/// The chat's contract, as versions 1 and 2 of the format have it.
const CHAT: [&str; 2] = [include_str!("chat_1.json"), include_str!("chat_2.json")];

fn read(text: &str) -> Contract {
    Contract::from_json(text).expect("it is a contract")
}

#[test]
fn what_an_older_file_does_not_know_is_no_change() {
    let [old, new] = CHAT.map(read);
    assert!(contract_diff(&old, &new).is_empty());
    assert!(contract_diff(&new, &old).is_empty());
    assert_ne!(old, new);
}

#[test]
fn what_it_knows_is_told() {
    let [old, new] = CHAT;
    let changed =
        |text: &str| read(&text.replacen(r#""max_message_size": 65536"#, r#""max_message_size": 9"#, 1));
    let (larger, smaller) = ("65536 bytes now, 9 before", "9 bytes now, 65536 before");
    let line = |class: &str, sizes: &str| {
        format!("{class}: rooms/<uuid:room_id>/: takes messages of at most {sizes}")
    };
    for (before, after) in [(old, new), (new, old), (old, old), (new, new)] {
        assert_eq!(lines(&read(before), &changed(after)), [line("breaking", smaller)]);
        assert_eq!(lines(&changed(before), &read(after)), [line("compatible", larger)]);
    }
}

#[test]
fn a_refusal_that_it_does_not_know_is_no_change() {
    // A permission that nobody passes without a name: version 1 did not say so.
    let of = |refusals: Value| {
        contract(&json!({ "access": { "permissions": "IsOpen" }, "refusals": refusals })).to_json()
    };
    let old = of(json!({ "403": 4403 })).replacen(r#""version": 3"#, r#""version": 1"#, 1);
    let new = of(json!({ "401": 4401, "403": 4403 }));
    assert!(contract_diff(&read(&old), &read(&new)).is_empty());
    assert!(contract_diff(&read(&new), &read(&old)).is_empty());
    let line = "breaking: ws/: may refuse now: 401, close code 4401";
    assert_eq!(lines(&read(&of(json!({ "403": 4403 }))), &read(&new)), [line]);
}

#[test]
fn version_2_knows_no_documentation() {
    let keys = |description: &str| {
        let schema = json!({
            "type": "object", "title": description, "description": description,
            "properties": { "text": { "type": "string", "description": description, "examples": [{ "required": ["b", "a"] }] } },
        });
        json!({
            "docs": { "description": description, "summary": description, "tags": [description] },
            "groups": [description],
            "path": "ws/<int:room>/",
            "params": [{ "name": "room", "converter": "int", "description": description }],
            "receives": { "say": {
                "message": "M", "handler": "say", "replies": "nothing", "schema": schema,
                "docs": { "summary": description }, "handler_docs": { "description": description },
            } },
            "text": { "handler": "text", "replies": "nothing", "docs": { "description": description } },
            "sends": { "said": { "message": "M", "by": {}, "schema": schema, "docs": { "tags": [description] } } },
            "events": { "bell": {
                "event": "E", "sends": "nothing", "schema": schema,
                "docs": { "description": description }, "handler_docs": { "description": description },
            } },
        })
    };
    let (old, new) = (contract(&keys("old")), contract(&keys("new")));
    let older = |of: &Contract| read(&of.to_json().replacen(r#""version": 3"#, r#""version": 2"#, 1));
    assert!(contract_diff(&older(&old), &new).is_empty());
    assert!(contract_diff(&new, &older(&old)).is_empty());
    let told = [
        ": the description changed",
        ": the summary changed",
        ": the tags changed",
        ": the groups changed",
        ", parameter room: the description changed",
        ", receives say: the summary changed",
        ", receives say: the handler's description changed",
        ", receives say: the documentation of its schema changed",
        ", receives text frames: the handler's description changed",
        ", sends said: the tags changed",
        ", sends said: the documentation of its schema changed",
        ", event bell: the description changed",
        ", event bell: the handler's description changed",
        ", event bell: the documentation of its schema changed",
    ];
    assert_eq!(lines(&old, &new), told.map(|line| format!("compatible: ws/<int:room>/{line}")));
}

#[test]
fn a_file_stays_in_its_version() {
    for text in CHAT {
        assert_eq!(read(text).to_json(), text);
    }
}
