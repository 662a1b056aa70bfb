//! Each demand of the handshake, and what breaks it.

use http::{HeaderMap, Method, Request, Uri};
use hyper::ext::Protocol;

use super::*;
use crate::settings::Origins;

/// The example of RFC 6455 section 1.3.
fn http1() -> Parts {
    let request = Request::get("/chat")
        .header("Host", "server.example.com")
        .header("Upgrade", "websocket")
        .header("Connection", "Upgrade")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .header("Sec-WebSocket-Version", "13");
    request.body(()).unwrap().into_parts().0
}

/// The example of RFC 8441 section 5.1.
fn http2() -> Parts {
    let request = Request::connect("https://server.example.com/chat")
        .version(Version::HTTP_2)
        .extension(Protocol::from_static("websocket"))
        .header("Sec-WebSocket-Version", "13");
    request.body(()).unwrap().into_parts().0
}

fn changed(mut request: Parts, change: impl FnOnce(&mut Parts)) -> Parts {
    change(&mut request);
    request
}

fn with(mut request: Parts, name: &'static str, values: &[&'static str]) -> Parts {
    request.headers.remove(name);
    for value in values {
        request.headers.append(name, HeaderValue::from_static(value));
    }
    request
}

/// The status and the headers of the refusal, in the order of their names.
fn refusal(request: &Parts, settings: &Settings) -> (u16, Vec<(String, String)>) {
    let response = accept(request, settings).unwrap_err().response();
    let headers = response.headers().iter().filter(|(name, _)| *name != "content-type");
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    (response.status().as_u16(), headers)
}

fn refused(request: &Parts, status: u16, headers: &[(&str, &str)]) {
    let headers: Vec<_> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(refusal(request, &Settings::default()), (status, headers), "{request:?}");
}

#[test]
fn the_rfcs_example_is_accepted() {
    let response = accept(&http1(), &Settings::default()).unwrap().response();
    assert_eq!(response.status(), 101);
    let expected: HeaderMap = [("connection", "Upgrade"), ("upgrade", "websocket")]
        .into_iter()
        .chain([("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")])
        .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
        .collect();
    assert_eq!(*response.headers(), expected);
}

#[test]
fn an_extended_connect_is_accepted() {
    let response = accept(&http2(), &Settings::default()).unwrap().response();
    assert_eq!(response.status(), 200);
    assert!(response.headers().is_empty());
}

#[test]
fn tokens_are_read_in_any_case_and_from_lists() {
    let request = with(http1(), "Connection", &["keep-alive , UPGRADE"]);
    let request = with(request, "Upgrade", &["h2c", "WebSocket"]);
    assert!(accept(&request, &Settings::default()).is_ok());
}

#[test]
fn other_methods_are_not_allowed() {
    for method in [Method::POST, Method::HEAD, Method::OPTIONS, Method::CONNECT] {
        refused(&changed(http1(), |request| request.method = method), 405, &[("allow", "GET")]);
    }
}

#[test]
fn without_an_upgrade_the_answer_asks_for_it() {
    let asks = [("connection", "Upgrade"), ("upgrade", "websocket")];
    for (name, values) in [
        ("Upgrade", &[] as &[_]),
        ("Upgrade", &["h2c"]),
        ("Upgrade", &["websocketx"]),
        ("Connection", &[]),
        ("Connection", &["keep-alive"]),
    ] {
        refused(&with(http1(), name, values), 426, &asks);
    }
    refused(&changed(http1(), |request| request.version = Version::HTTP_10), 426, &asks);
}

#[test]
fn other_versions_of_the_protocol_learn_which_one_is_spoken() {
    for values in [&[] as &[_], &["8"], &["14"], &["013"], &["13, 8"], &["13", "13"], &[""]] {
        let headers = [("connection", "Upgrade"), ("sec-websocket-version", "13"), ("upgrade", "websocket")];
        refused(&with(http1(), "Sec-WebSocket-Version", values), 426, &headers);
        refused(&with(http2(), "Sec-WebSocket-Version", values), 400, &[("sec-websocket-version", "13")]);
    }
}

#[test]
fn the_key_is_sixteen_bytes_in_base64_once() {
    let good = "dGhlIHNhbXBsZSBub25jZQ==";
    for values in [
        &[] as &[_],
        &[""],
        &[good, good],
        &["dGhlIHNhbXBsZSBub25jZQ"],
        &["dGhlIHNhbXBsZSBub25jZQ="],
        &["dGhlIHNhbXBsZSBub25j"],
        &["dGhlIHNhbXBsZSBub25jZQAA"],
        &["dGhlIHNhbXBsZSBub25j-Q=="],
        &["dGhlIHNhbXBsZSBub25jZQA=="],
    ] {
        refused(&with(http1(), "Sec-WebSocket-Key", values), 400, &[]);
    }
    assert!(
        accept(&with(http1(), "Sec-WebSocket-Key", &[" dGhlIHNhbXBsZSBub25jZQ== "]), &Settings::default())
            .is_ok()
    );
}

#[test]
fn the_host_stands_once() {
    for values in [&[] as &[_], &[""], &["a.example", "a.example"]] {
        refused(&with(http1(), "Host", values), 400, &[]);
    }
}

#[test]
fn http2_takes_nothing_but_websocket_by_connect() {
    let plain = changed(http2(), |request| request.extensions.clear());
    refused(&plain, 400, &[]);
    refused(&changed(plain, |request| request.method = Method::GET), 405, &[("allow", "CONNECT")]);
    let other = |request: &mut Parts| drop(request.extensions.insert(Protocol::from_static("connect-udp")));
    refused(&changed(http2(), other), 501, &[]);
    refused(&changed(http2(), |request| request.uri = Uri::from_static("/chat")), 400, &[]);
}

#[test]
fn refusals_say_why_in_plain_text() {
    let response = accept(&with(http1(), "Host", &[]), &Settings::default()).unwrap_err().response();
    assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
}

#[test]
fn the_servers_best_subprotocol_wins() {
    let choose = |spoken: &[&str], offered: &[&'static str]| {
        let subprotocols = spoken.iter().map(|name| (*name).to_owned()).collect();
        let request = with(http1(), "Sec-WebSocket-Protocol", offered);
        accept(&request, &Settings { subprotocols, ..Settings::default() })
            .map(|accepted| accepted.subprotocol)
    };
    let chosen = |name: &str| Ok(Some(name.to_owned()));
    assert_eq!(choose(&["v2", "v1"], &["v1, v2"]), chosen("v2"));
    assert_eq!(choose(&["v2", "v1"], &["v1,,v3"]), chosen("v1"));
    assert_eq!(choose(&["v2"], &["v1", "v2"]), chosen("v2"));
    assert_eq!(choose(&["v2"], &["V2"]), Ok(None), "names differ by their case");
    assert_eq!(choose(&["v2"], &[]), Ok(None));
    assert_eq!(choose(&[], &["v2"]), Ok(None));
    for malformed in [&[""] as &[_], &[","], &["v1, v1"], &["v1", "v1"], &["v 1"], &["v1;q=1"], &["(v1)"]] {
        assert_eq!(
            choose(&["v1"], malformed).map_err(|refused| refused.status.as_u16()),
            Err(400),
            "{malformed:?}"
        );
    }
}

#[test]
fn the_chosen_subprotocol_is_answered() {
    let settings = Settings { subprotocols: vec!["v1".to_owned()], ..Settings::default() };
    for request in [http1(), http2()] {
        let chosen = accept(&with(request.clone(), "Sec-WebSocket-Protocol", &["v1"]), &settings).unwrap();
        assert_eq!(chosen.response().headers()["sec-websocket-protocol"], "v1");
        let none = accept(&with(request, "Sec-WebSocket-Protocol", &["v2"]), &settings).unwrap();
        assert!(!none.response().headers().contains_key("sec-websocket-protocol"));
    }
}

fn lets_in(request: &Parts, origins: Origins) -> bool {
    match accept(request, &Settings { origins, ..Settings::default() }) {
        Ok(_) => true,
        Err(refused) => {
            assert_eq!(refused.status, 403);
            false
        }
    }
}

#[test]
fn pages_of_the_same_host_may_connect() {
    for (host, origin, may) in [
        ("a.example", "https://a.example", true),
        ("a.example", "http://a.example", true),
        ("A.example", "https://a.EXAMPLE", true),
        ("a.example:443", "https://a.example", true),
        ("a.example", "https://a.example:443", true),
        ("a.example:80", "http://a.example", true),
        ("a.example:80", "https://a.example", false),
        ("a.example:8000", "http://a.example:8000", true),
        ("a.example:8000", "http://a.example:3000", false),
        ("a.example:8000", "http://a.example", false),
        ("[::1]:8000", "http://[::1]:8000", true),
        ("a.example", "https://b.example", false),
        ("a.example", "https://a.example.evil.example", false),
        ("a.example", "https://x.a.example", false),
        ("a.example", "null", false),
        ("a.example", "", false),
        ("a.example", "a.example", false),
        ("a.example", "https://", false),
        ("a.example", "https://a.example/", false),
        ("a.example", "https://evil@a.example", false),
        ("a.example", "https://a.example:", false),
        ("a.example", "https://a.example:99999", false),
        ("a.example", "https://a.example https://b.example", false),
        ("a.example", "file://", false),
        ("a b", "https://a.example", false),
        ("u@a.example", "https://a.example", false),
        ("a.example:", "https://a.example", false),
    ] {
        let request = with(with(http1(), "Host", &[host]), "Origin", &[origin]);
        assert_eq!(lets_in(&request, Origins::SameHost), may, "{origin} to {host}");
    }
}

#[test]
fn the_target_names_the_host_before_the_header_does() {
    let request = with(http2(), "Origin", &["https://server.example.com"]);
    assert!(lets_in(&request, Origins::SameHost));
    let request = with(with(http2(), "Origin", &["https://b.example"]), "Host", &["b.example"]);
    assert!(!lets_in(&request, Origins::SameHost));
}

#[test]
fn without_an_origin_it_is_no_browser() {
    assert!(lets_in(&http1(), Origins::SameHost));
    assert!(lets_in(&http1(), Origins::List(Vec::new())));
}

#[test]
fn two_origins_are_none() {
    let request = with(http1(), "Origin", &["http://server.example.com", "http://server.example.com"]);
    assert!(!lets_in(&request, Origins::SameHost));
}

#[test]
fn pages_on_the_list_may_connect() {
    let list =
        || Origins::List(vec!["https://a.example".into(), "http://b.example:8000".into(), "null".into()]);
    for (origin, may) in [
        ("https://a.example", true),
        ("https://A.example:443", true),
        ("http://a.example", false),
        ("http://b.example:8000", true),
        ("http://b.example", false),
        ("http://server.example.com", false),
        ("null", false),
    ] {
        assert_eq!(lets_in(&with(http1(), "Origin", &[origin]), list()), may, "{origin}");
        assert!(lets_in(&with(http1(), "Origin", &[origin]), Origins::Any), "{origin}");
    }
    let malformed =
        Origins::List(vec!["a.example".into(), "https://a.example".into(), "https://a.example/".into()]);
    assert_eq!(unmatchable(&malformed).collect::<Vec<_>>(), ["a.example", "https://a.example/"]);
    assert_eq!(unmatchable(&Origins::Any).count(), 0);
}
