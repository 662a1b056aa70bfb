//! The parts of a contract, as other crates read them.

use chanx_contract::{
    Contract,
    model::{Origins, Reply},
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
        assert_eq!(contract.omissions().is_none(), knows);
    }
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
