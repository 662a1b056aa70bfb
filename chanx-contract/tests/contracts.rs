//! Every kind of change beside the schemas: each is told in these words, and as breaking or not.

use chanx_contract::{Class, Contract, contract_diff};
use serde_json::{Value, json};

use crate::one_route::{contract, lines, merge};

/// Asserts what is told of a change, and of its reverse.
#[track_caller]
fn told(old: &Value, new: &Value, there: &[&str], back: &[&str]) {
    let (old, new) = (contract(old), contract(new));
    assert_eq!(lines(&old, &new), there);
    assert_eq!(lines(&new, &old), back);
}

fn received(action: &str, replies: &Value, schema: &Value) -> Value {
    json!({ action: { "message": "M", "handler": action, "replies": replies, "schema": schema } })
}

fn one(action: &str) -> Value {
    json!({ "one_of": [action] })
}

fn sent(action: &str, by: &Value) -> Value {
    let schema = json!({ "type": "object", "properties": { "text": { "type": "string" } } });
    json!({ action: { "message": "M", "by": by, "schema": schema } })
}

#[test]
fn routes() {
    told(
        &json!({ "path": "ws/a/", "consumer": "A" }),
        &json!({ "path": "ws/b/", "consumer": "B" }),
        &["breaking: ws/a/: removed, with `A`", "compatible: ws/b/: new, with `B`"],
        &["breaking: ws/b/: removed, with `B`", "compatible: ws/a/: new, with `A`"],
    );
    told(
        &json!({ "path": "ws/a/" }),
        &json!({ "path": "ws/b/" }),
        &["breaking: ws/a/: `Desk` is at ws/b/ now"],
        &["breaking: ws/b/: `Desk` is at ws/a/ now"],
    );
    told(
        &json!({ "consumer": "Desk" }),
        &json!({ "consumer": "Counter" }),
        &["compatible: ws/: the consumer is `Counter` now, was `Desk`"],
        &["compatible: ws/: the consumer is `Desk` now, was `Counter`"],
    );
    told(
        &json!({ "tag": "action" }),
        &json!({ "tag": "kind" }),
        &["breaking: ws/: the tag of messages is `kind` now, was `action`"],
        &["breaking: ws/: the tag of messages is `action` now, was `kind`"],
    );
    told(
        &json!({}),
        &json!({ "subprotocols": ["v2"] }),
        &["compatible: ws/: speaks the subprotocol `v2` too"],
        &["breaking: ws/: no longer speaks the subprotocol `v2`"],
    );
    told(
        &json!({ "subprotocols": ["v1", "v2"] }),
        &json!({ "subprotocols": ["v2", "v3", "v1"] }),
        &[
            "breaking: ws/: prefers the subprotocols `v2`, `v1` in this order now, `v1`, `v2` before",
            "compatible: ws/: speaks the subprotocol `v3` too",
        ],
        &[
            "breaking: ws/: no longer speaks the subprotocol `v3`",
            "breaking: ws/: prefers the subprotocols `v1`, `v2` in this order now, `v2`, `v1` before",
        ],
    );
}

#[test]
fn parameters() {
    let of = |converter: &str, name: &str| {
        let path = format!("ws/<{converter}:{name}>/");
        json!({ "path": path, "params": [{ "name": name, "converter": converter }] })
    };
    told(
        &of("str", "room"),
        &of("uuid", "room"),
        &["breaking: ws/<uuid:room>/: <room> takes `uuid` now, `str` before"],
        &["compatible: ws/<str:room>/: <room> takes `str` now, `uuid` before"],
    );
    let same: [&str; 1] = ["compatible: the application: only what is not on the wire changed"];
    told(&of("int", "room"), &of("int", "room_id"), &same, &same);
    let two = |one: &str, other: &str| {
        let param = |name: &str| json!({ "name": name, "converter": "int" });
        let path = format!("ws/<int:{one}>/<int:{other}>/");
        json!({ "path": path, "params": [param(one), param(other)] })
    };
    let swapped = |path: &str, names: [&str; 2]| {
        names.map(|name| format!("breaking: {path}: <{name}> stands at another place now"))
    };
    let (there, back) =
        (swapped("ws/<int:y>/<int:x>/", ["x", "y"]), swapped("ws/<int:x>/<int:y>/", ["y", "x"]));
    told(
        &two("x", "y"),
        &two("y", "x"),
        &there.each_ref().map(|line| &**line),
        &back.each_ref().map(|line| &**line),
    );
    told(&two("x", "y"), &two("x", "z"), &same, &same);
    told(
        &json!({ "path": "^ws/(?<year>[0-9]+)/$", "regex": true }),
        &json!({ "path": "^ws/(?<year>[0-9]{4})/$", "regex": true }),
        &["breaking: ^ws/(?<year>[0-9]+)/$: `Desk` is at ^ws/(?<year>[0-9]{4})/$ now"],
        &["breaking: ^ws/(?<year>[0-9]{4})/$: `Desk` is at ^ws/(?<year>[0-9]+)/$ now"],
    );
}

#[test]
fn the_order_of_routes() {
    let of = |paths: &[(&str, bool)]| {
        let mut all = serde_json::to_value(contract(&json!({}))).expect("it is JSON");
        let route = all["routes"][0].clone();
        let routes = paths.iter().enumerate().map(|(i, (path, regex))| {
            let mut route = route.clone();
            route["path"] = json!(path);
            route["regex"] = json!(regex);
            route["consumer"] = json!(format!("Desk{i}"));
            route
        });
        all["routes"] = routes.collect();
        Contract::from_json(&all.to_string()).expect("it is a contract")
    };
    let breaks = |first: (&str, bool), then: (&str, bool)| {
        let diff = contract_diff(&of(&[then]), &of(&[first, then]));
        let lines: Vec<_> = diff.to_string().lines().map(str::to_owned).collect();
        let taken = format!(
            "breaking: {}: {} is tried before it now, and may take what comes for it",
            then.0, first.0
        );
        lines.contains(&taken)
    };
    for (first, then) in [
        (("ws/<str:x>/", false), ("ws/chat/", false)),
        (("ws/<x>/", false), ("ws/<int:y>/", false)),
        (("ws/<path:x>", false), ("ws/chat/<int:y>/", false)),
        (("^ws/(?<x>.*)$", true), ("ws/chat/", false)),
        (("^ws/chats?/$", true), ("ws/chat/", false)),
        (("^a|ws/$", true), ("ws/", false)),
    ] {
        assert!(breaks(first, then), "{first:?} before {then:?}");
    }
    for (first, then) in [
        (("ws/<int:x>/", false), ("ws/chat/", false)),
        (("ws/<uuid:x>/", false), ("ws/chat/", false)),
        (("ws/<x>/more/", false), ("ws/<x>/", false)),
        (("^archive/(?<x>.*)$", true), ("ws/chat/", false)),
    ] {
        assert!(!breaks(first, then), "{first:?} before {then:?}");
    }
    let (old, new) =
        (of(&[("ws/a/", false), ("ws/<x>/", false)]), of(&[("ws/<x>/", false), ("ws/a/", false)]));
    assert!(lines(&old, &new).contains(
        &"breaking: ws/a/: ws/<x>/ is tried before it now, and may take what comes for it".to_owned()
    ));
}

#[test]
fn settings() {
    let of = |keys: Value| json!({ "settings": keys });
    told(
        &of(json!({ "send_completion": false })),
        &of(json!({ "send_completion": true })),
        &["breaking: ws/: sends `complete`, `group_complete` and `event_complete` now"],
        &["breaking: ws/: no longer sends `complete`, `group_complete` and `event_complete`: \
           clients that wait for them wait for ever"],
    );
    told(
        &of(json!({ "send_authentication_message": false })),
        &of(json!({ "send_authentication_message": true })),
        &["breaking: ws/: sends `authentication` first now, and refuses by it instead of by HTTP"],
        &["breaking: ws/: no longer sends `authentication`: clients that wait for it wait for ever"],
    );
    told(
        &of(json!({ "camelize": false })),
        &of(json!({ "camelize": true })),
        &["breaking: ws/: writes keys in camelCase now"],
        &["breaking: ws/: no longer writes keys in camelCase, nor reads them"],
    );
    told(
        &of(json!({ "max_message_size": 9000, "max_frame_size": 8000 })),
        &of(json!({ "max_message_size": 5000, "max_frame_size": 4000 })),
        &[
            "breaking: ws/: takes messages of at most 5000 bytes now, 9000 before",
            "breaking: ws/: takes frames of at most 4000 bytes now, 8000 before",
        ],
        &[
            "compatible: ws/: takes messages of at most 9000 bytes now, 5000 before",
            "compatible: ws/: takes frames of at most 8000 bytes now, 4000 before",
        ],
    );
    told(
        &of(json!({})),
        &of(json!({ "max_json_depth": 8 })),
        &["breaking: ws/: takes JSON nested at most 8 deep now, 128 before"],
        &["compatible: ws/: takes JSON nested at most 128 deep now, 8 before"],
    );
    let limit =
        |messages: u32| of(json!({ "rate_limit": { "messages": messages, "period": 1.0, "burst": 5 } }));
    told(
        &of(json!({})),
        &limit(5),
        &[
            "breaking: ws/: each connection may send 5 messages in 1 s, 5 at once now, any number of messages before",
        ],
        &[
            "compatible: ws/: each connection may send any number of messages now, 5 messages in 1 s, 5 at once before",
        ],
    );
    told(
        &limit(5),
        &limit(4),
        &["breaking: ws/: each connection may send 4 messages in 1 s, 5 at once now, \
           5 messages in 1 s, 5 at once before"],
        &["compatible: ws/: each connection may send 5 messages in 1 s, 5 at once now, \
           4 messages in 1 s, 5 at once before"],
    );
    told(
        &of(json!({ "origins": { "list": ["https://a.example"] } })),
        &of(json!({ "origins": { "list": ["https://a.example", "https://b.example"] } })),
        &["compatible: ws/: browsers may connect from https://a.example, https://b.example now, \
           from https://a.example before"],
        &["breaking: ws/: browsers may connect from https://a.example now, \
           from https://a.example, https://b.example before"],
    );
    told(
        &of(json!({ "origins": "any" })),
        &of(json!({})),
        &["breaking: ws/: browsers may connect from the same host now, from anywhere before"],
        &["compatible: ws/: browsers may connect from anywhere now, from the same host before"],
    );
}

#[test]
fn access() {
    let of = |keys: Value| json!({ "access": keys });
    told(
        &of(json!({ "authentications": ["Tokens"] })),
        &of(json!({ "authentications": ["Tokens", "Sessions"] })),
        &["compatible: ws/: people are known by `Sessions` too"],
        &["breaking: ws/: nobody is known by `Sessions` any more"],
    );
    told(
        &of(json!({})),
        &of(json!({ "user": "Account", "anonymous": false })),
        &["breaking: ws/: anonymous people are no longer admitted: 401, close code 4401"],
        &[
            "compatible: ws/: anonymous people are admitted too",
            "compatible: ws/: nobody is known as `Account` any more",
        ],
    );
    told(
        &of(json!({})),
        &of(json!({ "user": "Account" })),
        &["compatible: ws/: who is known is `Account` now; nobody was known before"],
        &["compatible: ws/: nobody is known as `Account` any more"],
    );
    told(
        &of(json!({ "user": "Account" })),
        &of(json!({ "user": "Person" })),
        &["compatible: ws/: the user's type is `Person` now, was `Account`"],
        &["compatible: ws/: the user's type is `Account` now, was `Person`"],
    );
    told(
        &of(json!({})),
        &of(json!({ "object": "Room" })),
        &["breaking: ws/: refuses where there is no `Room`: 404, close code 4404"],
        &["compatible: ws/: needs no `Room` any more"],
    );
    told(
        &json!({ "refusals": { "500": 4500 } }),
        &json!({ "refusals": { "401": 4401, "500": 4000 } }),
        &[
            "breaking: ws/: may refuse now: 401, close code 4401",
            "breaking: ws/: refuses with the close code 4000 now for 500, 4500 before",
        ],
        &[
            "breaking: ws/: refuses with the close code 4500 now for 500, 4000 before",
            "compatible: ws/: no longer refuses: 401",
        ],
    );
}

#[test]
fn permissions() {
    let of = |expression: &str| contract(&json!({ "access": { "permissions": expression } }));
    let class = |was: &str, is: &str| {
        let diff = contract_diff(&of(was), &of(is));
        assert_eq!(diff.changes().len(), 1, "{was} to {is}: {diff}");
        diff.changes()[0].class
    };
    let looser = [
        ("A", "A | B"),
        ("A & B", "A"),
        ("A & B", "B & A | C"),
        ("(A | B) & C", "A & C | B & C"),
        ("A & C | B & C", "C & (B | A)"),
        ("!A & B", "! A"),
        ("Is<A, B> & C", "Is<A, B>"),
        ("(A)", "((A) | (B))"),
    ];
    for (was, is) in looser {
        assert_eq!(class(was, is), Class::Compatible, "{was} to {is}");
    }
    let stricter = [("A | B", "A"), ("A", "A & B"), ("A", "B"), ("A", "!A"), ("!(A & B)", "!(A | B)")];
    for (was, is) in stricter {
        assert_eq!(class(was, is), Class::Breaking, "{was} to {is}");
    }
    told(
        &json!({}),
        &json!({ "access": { "permissions": "A" } }),
        &["breaking: ws/: asks for `A` now: it may refuse who was let in"],
        &["compatible: ws/: no longer asks for `A`"],
    );
    let handler = |expression: Option<&str>| {
        let mut message = received("say", &json!("nothing"), &json!({}));
        message["say"]["permissions"] = json!(expression);
        json!({ "receives": message })
    };
    told(
        &handler(Some("A | B")),
        &handler(Some("A")),
        &["breaking: ws/, receives say: asks for `A` now, `A | B` before: it may refuse who was let in"],
        &["compatible: ws/, receives say: asks for `A | B` now, `A` before"],
    );
}

#[test]
fn messages_that_clients_send() {
    let (nothing, text) = (json!("nothing"), json!({ "properties": { "text": { "type": "string" } } }));
    told(
        &json!({}),
        &json!({ "receives": received("say", &nothing, &text) }),
        &["compatible: ws/, receives say: new"],
        &["breaking: ws/, receives say: no longer understood"],
    );
    told(
        &json!({ "receives": received("say", &nothing, &text) }),
        &json!({ "receives": received("tell", &nothing, &text) }),
        &["breaking: ws/, receives say: renamed `tell`"],
        &["breaking: ws/, receives tell: renamed `say`"],
    );
    // Messages that say nothing are all alike.
    let unit = json!({ "type": "object", "properties": { "payload": { "type": "null" } } });
    told(
        &json!({ "receives": received("leave", &nothing, &unit) }),
        &json!({ "receives": received("join", &nothing, &unit) }),
        &["breaking: ws/, receives leave: no longer understood", "compatible: ws/, receives join: new"],
        &["breaking: ws/, receives join: no longer understood", "compatible: ws/, receives leave: new"],
    );
    let mut deprecated = received("say", &nothing, &text);
    deprecated["say"]["deprecated"] = json!(true);
    told(
        &json!({ "receives": received("say", &nothing, &text) }),
        &json!({ "receives": deprecated }),
        &["compatible: ws/, receives say: deprecated now"],
        &["compatible: the application: only what is not on the wire changed"],
    );
    let raw = json!({ "handler": "raw", "replies": "binary" });
    let say = json!({ "receives": received("say", &nothing, &text), "text": raw });
    let mut beside = say.clone();
    merge(&mut beside, &json!({ "receives": { "say": { "beside": true } }, "text": { "beside": true } }));
    let (now, turn) = (
        "answered beside the others now: replies may come in another order",
        "answered in its turn now, not beside the others",
    );
    told(
        &say,
        &beside,
        &[
            &format!("breaking: ws/, receives say: {now}"),
            &format!("breaking: ws/, receives text frames: {now}"),
        ],
        &[
            &format!("compatible: ws/, receives say: {turn}"),
            &format!("compatible: ws/, receives text frames: {turn}"),
        ],
    );
    told(
        &json!({}),
        &json!({ "text": raw, "binary": raw }),
        &["compatible: ws/, receives text frames: new", "compatible: ws/, receives binary frames: new"],
        &[
            "breaking: ws/, receives text frames: no longer understood",
            "breaking: ws/, receives binary frames: no longer understood",
        ],
    );
}

#[test]
fn messages_that_clients_receive() {
    let declared = json!({ "declared": true });
    let (ask, none) = (received("ask", &one("answer"), &json!({})), json!({}));
    let answer = sent("answer", &json!({ "handlers": ["ask"] }));
    told(
        &none,
        &json!({ "sends": sent("said", &declared) }),
        &["breaking: ws/, sends said: new: clients receive an action that they do not know"],
        &["compatible: ws/, sends said: no longer sent"],
    );
    told(
        &none,
        &json!({ "receives": ask, "sends": answer }),
        &[
            "compatible: ws/, receives ask: new",
            "compatible: ws/, sends answer: new, sent only in reply to what is new itself",
        ],
        &[
            "breaking: ws/, receives ask: no longer understood",
            "compatible: ws/, sends answer: no longer sent",
        ],
    );
    told(
        &json!({ "receives": received("ask", &json!("nothing"), &json!({})) }),
        &json!({ "receives": ask, "sends": answer }),
        &[
            "breaking: ws/, receives ask: replies `answer` now, nothing before",
            "breaking: ws/, sends answer: new: clients receive an action that they do not know",
        ],
        &[
            "breaking: ws/, receives ask: replies nothing now, `answer` before",
            "breaking: ws/, sends answer: no longer sent: clients that wait for this reply wait for ever",
        ],
    );
    for more in [json!({ "declared": true }), json!({ "events": ["notify"] })] {
        let mut pushed = json!({ "receives": ask, "sends": answer });
        merge(&mut pushed, &json!({ "sends": { "answer": { "by": more } } }));
        told(
            &json!({ "receives": ask, "sends": answer }),
            &pushed,
            &["breaking: ws/, sends answer: pushed now: clients that did not ask receive it"],
            &["compatible: ws/, sends answer: no longer pushed: it comes in reply only"],
        );
    }
    told(
        &json!({ "sends": sent("said", &declared) }),
        &json!({ "sends": sent("told", &declared) }),
        &["breaking: ws/, sends said: renamed `told`"],
        &["breaking: ws/, sends told: renamed `said`"],
    );
    told(
        &json!({ "receives": ask, "sends": answer }),
        &json!({
            "receives": received("ask", &one("reply"), &json!({})),
            "sends": sent("reply", &json!({ "handlers": ["ask"] })),
        }),
        &["breaking: ws/, sends answer: renamed `reply`"],
        &["breaking: ws/, sends reply: renamed `answer`"],
    );
    let mut group = sent("said", &declared);
    group["said"]["group"] = json!(true);
    told(
        &json!({ "sends": sent("said", &declared) }),
        &json!({ "sends": group }),
        &["compatible: ws/, sends said: a group message now: `is_mine` and `is_current` come with it"],
        &[
            "breaking: ws/, sends said: no group message any more: `is_mine` and `is_current` no longer come with it",
        ],
    );
}

#[test]
fn replies() {
    let class = |was: &Value, is: &Value| {
        let of = |replies| contract(&json!({ "receives": received("ask", replies, &json!({})) }));
        let diff = contract_diff(&of(was), &of(is));
        diff.changes().first().map(|change| (change.class, change.what.clone()))
    };
    let a = one("a");
    let optional = json!({ "optional": a });
    let many = json!({ "many": a });
    let stream = json!({ "stream": a });
    let either = json!({ "one_of": ["a", "b"] });
    let both = json!({ "all": [a, one("b")] });
    let swapped = json!({ "all": [one("b"), a] });
    let more = json!({ "all": [a, one("b"), { "optional": one("c") }] });
    let ends = json!({ "all": [a, one("c")] });
    let perhaps = json!({ "optional": both });
    let cases = [
        (&a, &optional, Class::Breaking, "replies `a` or nothing now, `a` before"),
        (&optional, &a, Class::Compatible, "replies `a` now, `a` or nothing before"),
        (&a, &many, Class::Breaking, "replies any number of `a` now, `a` before"),
        (&many, &a, Class::Compatible, "replies `a` now, any number of `a` before"),
        (&a, &stream, Class::Breaking, "replies a stream of `a` now, `a` before"),
        (&many, &stream, Class::Breaking, "replies a stream of `a` now, any number of `a` before"),
        (&stream, &many, Class::Compatible, "replies any number of `a` now, a stream of `a` before"),
        (&a, &either, Class::Breaking, "replies `a` or `b` now, `a` before"),
        (&either, &a, Class::Compatible, "replies `a` now, `a` or `b` before"),
        (&a, &both, Class::Breaking, "replies `a`, then `b` now, `a` before"),
        (&both, &a, Class::Breaking, "replies `a` now, `a`, then `b` before"),
        (&both, &swapped, Class::Breaking, "replies `b`, then `a` now, `a`, then `b` before"),
        (
            &more,
            &both,
            Class::Compatible,
            "replies `a`, then `b` now, `a`, then `b`, then `c` or nothing before",
        ),
        (
            &more,
            &swapped,
            Class::Breaking,
            "replies `b`, then `a` now, `a`, then `b`, then `c` or nothing before",
        ),
        (
            &more,
            &ends,
            Class::Breaking,
            "replies `a`, then `c` now, `a`, then `b`, then `c` or nothing before",
        ),
        (&perhaps, &swapped, Class::Breaking, "replies `b`, then `a` now, `a`, then `b` or nothing before"),
        (&perhaps, &both, Class::Compatible, "replies `a`, then `b` now, `a`, then `b` or nothing before"),
    ];
    for (was, is, expected, words) in cases {
        assert_eq!(class(was, is), Some((expected, words.to_owned())));
    }
    // An error may come back for every request.
    let said = class(&a, &json!({ "fallible": a }));
    assert_eq!(said, Some((Class::Compatible, "only what is not on the wire changed".to_owned())));
}

#[test]
fn events() {
    let of = |sends: Value| json!({ "events": { "notify": { "event": "NotifyEvent", "sends": sends } } });
    told(
        &json!({}),
        &of(one("note")),
        &["compatible: ws/, event notify: new"],
        &["breaking: ws/, event notify: removed: processes that raise it reach nobody"],
    );
    told(
        &of(one("note")),
        &of(json!("nothing")),
        &["compatible: ws/, event notify: makes it send nothing now, `note` before"],
        &["compatible: ws/, event notify: makes it send `note` now, nothing before"],
    );
}

#[test]
fn breaking_changes_come_first() {
    let diff = contract_diff(
        &contract(&json!({ "settings": { "max_message_size": 1 } })),
        &contract(&json!({ "settings": { "max_message_size": 2, "max_frame_size": 1 } })),
    );
    assert!(diff.is_breaking() && !diff.is_empty());
    let classes: Vec<_> = diff.changes().iter().map(|change| change.class).collect();
    assert_eq!(classes, [Class::Breaking, Class::Compatible]);
}

#[test]
fn a_malformed_file_says_where() {
    let said = |text: &str| Contract::from_json(text).expect_err("it is malformed").to_string();
    assert_eq!(said("{\n  \"version\": 1,\n  \"routes\": ["), "line 3, column 13: EOF while parsing a list");
    assert_eq!(
        said("{\n  \"version\": 1,\n  \"rooms\": []\n}"),
        "line 3, column 9: unknown field `rooms`, expected `version` or `routes`"
    );
    assert_eq!(
        said("{ \"version\": 4, \"routes\": [] }"),
        "the format has version 4, and this chanx reads versions 1 to 3"
    );
}
