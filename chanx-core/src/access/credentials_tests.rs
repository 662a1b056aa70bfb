//! Every place of a token, and what is none.

use cookie::Cookie;
use http::request::Parts;
use proptest::prelude::*;

use super::{
    TokenSource,
    credentials::{authorization, cookies, mark_sensitive, present, size, token},
};

const ALL: &[TokenSource] = TokenSource::DEFAULT;

fn request(uri: &str, headers: &[(&str, &[u8])]) -> Parts {
    let mut request = http::Request::get(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

/// The token, nothing, or the refusal.
fn found(uri: &str, headers: &[(&str, &[u8])]) -> Result<Option<String>, String> {
    token(&request(uri, headers), ALL).map_err(|rejection| {
        assert_eq!(rejection.status().as_u16(), 401);
        rejection.detail().to_owned()
    })
}

#[test]
fn every_source_is_read() {
    let some = |token: &str| Ok(Some(token.to_owned()));
    assert_eq!(found("/", &[]), Ok(None));
    for scheme in ["Bearer", "bearer", "Token", "TOKEN"] {
        assert_eq!(found("/", &[("authorization", format!("{scheme}  t0k.en ").as_bytes())]), some("t0k.en"));
    }
    assert_eq!(found("/?a=b&token=t%2Fo+k%20en&c", &[]), some("t/o k en"));
    assert_eq!(found("/", &[("cookie", b"a=b; token=\"t0k=en\"; c=d")]), some("t0k=en"));
    assert_eq!(found("/", &[("cookie", b"a=b"), ("cookie", b"token=t")]), some("t"));
    assert_eq!(found("/", &[("sec-websocket-protocol", b"chat.v1 , bearer.t0k.en")]), some("t0k.en"));
    assert_eq!(
        found("/", &[("sec-websocket-protocol", b"v1"), ("sec-websocket-protocol", b"bearer.t")]),
        some("t")
    );
}

#[test]
fn what_is_no_token_is_left_to_others() {
    assert_eq!(found("/?tokens=t", &[("authorization", b"Basic dTpw")]), Ok(None));
    assert_eq!(found("/", &[("cookie", b"mytoken=t; ; =; junk; token2=t")]), Ok(None));
    assert_eq!(found("/", &[("sec-websocket-protocol", b"bearer, chat")]), Ok(None));
    // Schemes whose credentials are no token, or none at all.
    for other in [&b"Digest username=\"ann\", realm=\"r\""[..], b"Negotiate", b"Digest username=\"\xff\""] {
        assert_eq!(found("/?token=t", &[("authorization", other)]), Ok(Some("t".to_owned())), "{other:?}");
    }
    // Another application's, of the same host.
    assert_eq!(found("/", &[("cookie", "theme=d\u{fc}ster".as_bytes())]), Ok(None));
    assert_eq!(found("/", &[("cookie", b"theme=\xff; token=t")]), Ok(Some("t".to_owned())));
}

proptest! {
    #[test]
    fn cookies_are_those_that_the_crate_cookie_reads(line in "([a=;\" \t\u{e9}]|token=|; )*") {
        let read = Cookie::split_parse(line.as_str()).flatten().filter(|cookie| cookie.name() == "token");
        let read: Vec<_> = read.map(|cookie| cookie.value_trimmed().to_owned()).collect();
        prop_assert_eq!(cookies(&line, "token").collect::<Vec<_>>(), read);
    }
}

#[test]
fn the_first_source_wins() {
    let request =
        request("/?token=query", &[("authorization", b"Bearer header"), ("cookie", b"token=cookie")]);
    let first = |sources: &[TokenSource]| token(&request, sources).unwrap();
    assert_eq!(first(ALL).as_deref(), Some("header"));
    assert_eq!(first(&[TokenSource::Cookie("token"), TokenSource::Authorization]).as_deref(), Some("cookie"));
    assert_eq!(first(&[]), None);
}

#[test]
fn malformed_credentials_are_refused() {
    for (uri, headers) in [
        ("/", &[("authorization", &b"Bearer"[..])][..]),
        ("/", &[("authorization", b"Bearer ")]),
        ("/", &[("authorization", b"Bearer a b")]),
        ("/", &[("authorization", b"")]),
        ("/", &[("authorization", b"Bearer \xff\xfe")]),
        ("/", &[("authorization", b"Bearer a"), ("authorization", b"Bearer a")]),
        ("/", &[("authorization", b"Basic YTpi"), ("authorization", b"Bearer a")]),
        ("/?token=", &[]),
        ("/?token=a&token=b", &[]),
        ("/", &[("cookie", b"token=")]),
        ("/", &[("cookie", b"token=\xff")]),
        ("/", &[("cookie", b"token=a; token=b")]),
        ("/", &[("cookie", b"token=a"), ("cookie", b"token=b")]),
        ("/?token=nul%00", &[]),
        ("/?token=two%0alines", &[]),
        ("/", &[("sec-websocket-protocol", b"bearer.")]),
        ("/", &[("sec-websocket-protocol", b"bearer.a, bearer.b")]),
    ] {
        assert_eq!(
            found(uri, headers),
            Err("The credentials are malformed.".to_owned()),
            "{uri} {headers:?}"
        );
    }
}

#[test]
fn the_longest_credentials_count() {
    assert_eq!(size(&request("/path", &[("x-long", b"0123456789")])), 0);
    let headers: &[(&str, &[u8])] = &[("authorization", b"123"), ("cookie", b"1"), ("cookie", b"12345")];
    assert_eq!(size(&request("/?1234", headers)), 5);
    assert_eq!(size(&request("/?123456", headers)), 6);
    assert_eq!(size(&request("/", &[("sec-websocket-protocol", b"1234567")])), 7);
}

#[test]
fn a_fresh_token_replaces_all_credentials_and_is_not_shown() {
    let mut parts = request(
        "http://host/path?token=old",
        &[
            ("authorization", b"Basic old"),
            ("cookie", b"token=old"),
            ("sec-websocket-protocol", b"bearer.old"),
        ],
    );
    present(&mut parts, "fresh").unwrap();
    assert_eq!(parts.uri, "http://host/path");
    // Wherever one looks for tokens.
    for sources in [ALL, &[TokenSource::Query("t")], &[]] {
        assert_eq!(token(&parts, sources).unwrap().as_deref(), Some("fresh"));
    }
    assert_eq!(authorization(&parts, &["bearer"]).unwrap(), Some("fresh"));
    assert_eq!(parts.headers.len(), 1);
    assert!(!format!("{parts:?}").contains("fresh"));
    for token in ["", "two\nlines", "nul\0"] {
        assert!(present(&mut parts, token).unwrap_err().is_unauthorized());
    }
}

#[test]
fn no_debug_form_shows_them() {
    let names = ["authorization", "proxy-authorization", "cookie", "sec-websocket-protocol"];
    let mut parts = request("/", &names.map(|name| (name, &b"s3cr3t"[..])));
    mark_sensitive(&mut parts.headers);
    assert!(!format!("{:?}", parts.headers).contains("s3cr3t"));
}
