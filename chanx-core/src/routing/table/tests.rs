//! Routes, paths, and what they match.

use super::*;
use crate::{
    routing::{
        endpoint,
        fixture::{Fixture, Kind, field},
    },
    table::ParamField,
};

struct Plain;

impl Kind for Plain {
    const FIELDS: &'static [ParamField] = &[];
}

struct Room;

impl Kind for Room {
    const FIELDS: &'static [ParamField] = &[field("room", &["str", "slug", "path", "int", "uuid"])];
}

struct Member;

impl Kind for Member {
    const FIELDS: &'static [ParamField] = &[field("room", &["str"]), field("number", &["int"])];
}

fn to<K: Kind>() -> Endpoint<()> {
    endpoint::<Fixture<K>, ()>()
}

fn table(router: Router<()>) -> Table<()> {
    let mut table = Table::new();
    table.add(router).unwrap();
    table
}

fn index(router: Router<()>, path: &str) -> Option<usize> {
    let table = table(router);
    let mounted = table.mount(&Settings::default(), &[]);
    table.find(path, |index, captures| mounted[index].open(&(), captures)).map(|found| found.index)
}

/// What the parameter `room` of the only route gets.
fn room(router: Router<()>, path: &str) -> Option<String> {
    let table = table(router);
    let path = percent::escapes(path)?;
    table.routes[0].matches(&path)?.get("room").map(str::to_owned)
}

fn problem(router: Router<()>) -> String {
    Table::new().add(router).unwrap_err()
}

#[test]
fn the_first_route_that_matches_wins() {
    let router = || {
        Router::new().path("a/<room>/", to::<Room>()).path("a/b/", to::<Plain>()).path("c/", to::<Plain>())
    };
    assert_eq!(index(router(), "/a/b/"), Some(0));
    assert_eq!(index(router(), "/c/"), Some(2));
    assert_eq!(index(router(), "/d/"), None);
}

#[test]
fn slashes_count_as_written() {
    let router = || Router::new().path("ws/", to::<Plain>()).path("chat", to::<Plain>());
    for (path, expected) in [
        ("/ws/", Some(0)),
        ("/ws", None),
        ("/ws//", None),
        ("//ws/", None),
        ("/chat", Some(1)),
        ("/chat/", None),
        ("/WS/", None),
    ] {
        assert_eq!(index(router(), path), expected, "{path}");
    }
    let root = || Router::new().path("", to::<Plain>());
    assert_eq!(index(root(), "/"), Some(0));
    assert_eq!(index(root(), ""), Some(0));
    assert_eq!(index(root(), "/a"), None);
}

#[test]
fn converters_take_what_djangos_take() {
    let uuid = "0f9a1c3e-0000-4abc-8def-0123456789ab";
    let upper = uuid.to_uppercase();
    for (pattern, path, expected) in [
        ("<room>/", "x y/", Some("x y")),
        ("<room>/", "/", None),
        ("<str:room>/", "a/b/", None),
        ("<str:room>/", "a%2Fb/", Some("a/b")),
        ("<str:room>/", "a%2fb%25/", Some("a/b%")),
        ("<str:room>/", "%E2%9C%93/", Some("✓")),
        ("<str:room>/", "%FF/", None),
        ("<int:room>/", "007/", Some("007")),
        ("<int:room>/", "-7/", None),
        ("<int:room>/", "٣/", None),
        ("<int:room>/", "%37/", Some("7")),
        ("<slug:room>/", "a-B_9/", Some("a-B_9")),
        ("<slug:room>/", "a.b/", None),
        ("<slug:room>/", "a%2Fb/", None),
        ("<path:room>/", "a/b//c/", Some("a/b//c")),
        ("<path:room>", "", None),
        ("<uuid:room>/", &format!("{uuid}/"), Some(uuid)),
        ("<uuid:room>/", &format!("{upper}/"), None),
        ("<uuid:room>/", "0f9a1c3e00004abc8def0123456789ab/", None),
        ("café/<room>", "caf%C3%A9/x", Some("x")),
        ("100%/<room>", "100%25/x", Some("x")),
        ("a.b/<room>", "axb/x", None),
        ("v<int:room>.json", "v12.json", Some("12")),
    ] {
        assert_eq!(
            room(Router::new().path(pattern, to::<Room>()), path).as_deref(),
            expected,
            "{pattern} on {path}"
        );
    }
}

#[test]
fn regular_expressions_are_used_as_they_stand() {
    for (regex, path, expected) in [
        (r"^ws/(?<room>\d{4})/$", "ws/2024/", Some("2024")),
        (r"^ws/(?<room>\d{4})/$", "ws/2024/x", None),
        (r"^ws/(?<room>\d{4})/$", "x/ws/2024/", None),
        (r"(?<room>\d{4})", "x/ws/2024/more", Some("2024")),
        (r"^(?<room>[^/]+)$", "a%2Fb", Some("a/b")),
        (r"^(?:ws|wss)/(?<room>.+)$", "wss/a", Some("a")),
    ] {
        assert_eq!(
            room(Router::new().re_path(regex, to::<Room>()), path).as_deref(),
            expected,
            "{regex} on {path}"
        );
    }
    let under = || Router::new().include("ws/", Router::new().re_path("^(?<room>[a-z]+)/$", to::<Room>()));
    assert_eq!(room(under(), "ws/a/").as_deref(), Some("a"));
    assert_eq!(room(under(), "a/"), None);
}

#[test]
fn included_routes_see_what_their_prefix_leaves() {
    let router = || {
        Router::new()
            .include(
                "rooms/<room>/",
                Router::new()
                    .path("", to::<Room>())
                    .include("members/", Router::new().path("<int:number>/", to::<Member>())),
            )
            .path("rooms/<room>/other/", to::<Room>())
    };
    assert_eq!(index(router(), "/rooms/a/"), Some(0));
    assert_eq!(index(router(), "/rooms/a/members/7/"), Some(1));
    assert_eq!(index(router(), "/rooms/a/members/x/"), None);
    assert_eq!(
        index(router(), "/rooms/a/other/"),
        Some(2),
        "a prefix without a match does not end the search"
    );

    // As in Django, a prefix keeps what it took.
    let greedy = Router::new().include("a<int:room>", Router::new().path("5/", to::<Room>()));
    assert_eq!(index(greedy, "/a15/"), None);
}

#[test]
fn a_value_that_does_not_parse_passes_its_route_over() {
    struct Never;
    impl Kind for Never {
        const FIELDS: &'static [ParamField] = &[field("year", &["int"])];
    }
    let optional = r"^(?:(?<year>\d+)|[a-z]+)/$";
    let router = || Router::new().re_path(optional, to::<Never>()).path("<room>/", to::<Room>());
    assert_eq!(index(router(), "/2024/"), Some(0));
    assert_eq!(index(router(), "/abc/"), Some(1));
}

#[test]
fn routes_are_listed_as_written() {
    let router = Router::new()
        .path("a/", to::<Plain>())
        .include("b/<room>/", Router::new().re_path("^c$", to::<Room>()).path("d/", to::<Room>()));
    let listed: Vec<_> = router.routes().map(|(pattern, info)| (pattern, info.name)).collect();
    let expected = ["a/", "b/<room>/^c$", "b/<room>/d/"].map(|pattern| (pattern.to_owned(), "Fixture"));
    assert_eq!(listed, expected);
    assert_eq!(format!("{:?}", Router::new().path("a/", to::<Plain>())), r#"{"a/": "Fixture"}"#);
}

#[test]
fn mistakes_are_told_with_their_route() {
    for (router, expected) in [
        (Router::new().path("/a/", to::<Plain>()), "the route `/a/`: it can never match"),
        (Router::new().path("a/?x", to::<Plain>()), "`?` and `#` are no part of a path"),
        (Router::new().path("a/<room", to::<Room>()), "`<` without `>`"),
        (Router::new().path("a/room>", to::<Room>()), "`>` without `<`"),
        (Router::new().path("a/<uid:room>", to::<Room>()), "`uid` is no converter; there are `str`, `int`"),
        (Router::new().path("a/<int:>", to::<Room>()), "the parameter has no name: write `<converter:name>`"),
        (Router::new().path("a/<int:1st>", to::<Room>()), "`1st` is no name of a field"),
        (Router::new().path("a/<room>/<room>", to::<Room>()), "`room` stands twice"),
        (
            Router::new().include("<room>/", Router::new().path("<room>/", to::<Room>())),
            "`room` stands twice",
        ),
        (Router::new().path("a/", to::<Room>()), "the path does not give the parameter `room` of `Fixture`"),
        (Router::new().path("a/<room>/", to::<Plain>()), "the parameters of `Fixture` have no field `room`"),
        (
            Router::new().path("a/<room>/<slug:number>", to::<Member>()),
            "`number` of `Fixture` is no `slug`; write `<int:number>`",
        ),
        (
            Router::new().include("<int:room>/", Router::new().path("<int:number>", to::<Member>())),
            "the route `<int:room>/<int:number>`: `room` of `Fixture` is no `int`; write `<str:room>`",
        ),
        (Router::new().re_path("^a(", to::<Plain>()), "unclosed group"),
        (Router::new().re_path("^a$", to::<Room>()), "does not give the parameter `room`"),
    ] {
        let problem = problem(router);
        assert!(problem.contains(expected), "{problem}");
    }
}

#[test]
fn consumers_override_settings() {
    struct Camel;
    impl Kind for Camel {
        const FIELDS: &'static [ParamField] = &[];
        fn settings(settings: &mut Settings) {
            settings.camelize = true;
        }
    }
    let table = table(Router::new().path("a/", to::<Plain>()).path("b/", to::<Camel>()));
    let app = Settings { send_completion: true, ..Settings::default() };
    let mounted = table.mount(&app, &[]);
    assert_eq!(**mounted[0].settings(), app);
    assert_eq!(**mounted[1].settings(), Settings { camelize: true, ..app });
}
