//! An authentication tells how clients show their credentials, and the server reads each way that it tells.

use std::borrow::Cow;

use chanx::{Authentication, PresentedToken, Scheme, SchemeKind, SchemePlace, TokenSource, prelude::*};
use chanx_testing::{Connect, TestApp};
use http::request::Parts;

/// A user who shows `sesame`, in one form or another.
struct Ali;

impl User for Ali {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed("ali")
    }
}

/// A secret that may stand anywhere.
const SECRET: &str = "sesame";

impl FromToken<()> for Ali {
    async fn from_token(token: &str, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
        Ok((token == SECRET).then_some(Self).map(Identity::new))
    }
}

impl FromBasic<()> for Ali {
    async fn from_basic(name: &str, word: &str, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
        Ok((name == "ali" && word == SECRET).then_some(Self).map(Identity::new))
    }
}

/// A user whose tokens stand at places of his own.
struct Baba;

impl User for Baba {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed("baba")
    }
}

impl FromToken<()> for Baba {
    const SOURCES: &'static [TokenSource] = &[TokenSource::Query("key"), TokenSource::Subprotocol("key.")];

    async fn from_token(token: &str, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
        Ok((token == SECRET).then_some(Self).map(Identity::new))
    }
}

/// `X-Key: …`
struct Header;

impl<S: Sync> Authentication<S> for Header {
    type User = Ali;

    const SCHEMES: &'static [Scheme] = &[Scheme::api_key(SchemePlace::Header, "X-Key")];

    async fn authenticate(request: &mut Parts, _: &S) -> Result<Option<Identity<Ali>>, Rejection> {
        Ok(request.headers.get("x-key").filter(|key| *key == SECRET).map(|_| Ali.into()))
    }
}

/// One that does not tell.
struct Silent;

impl<S: Sync> Authentication<S> for Silent {
    type User = Ali;

    async fn authenticate(request: &mut Parts, _: &S) -> Result<Option<Identity<Ali>>, Rejection> {
        Ok(request.extensions.get::<PresentedToken>().map(|_| Ali.into()))
    }
}

macro_rules! doors {
    ($($consumer:ident, $user:ty, $authentication:ty;)+) => {$(
        #[derive(Default)]
        struct $consumer;

        #[consumer(user = $user, authentication($authentication), subprotocols = ["chat.v1"])]
        impl $consumer {}
    )+};
}

doors! {
    TokenDoor, Ali, TokenAuthentication<Ali>;
    OwnTokenDoor, Baba, TokenAuthentication<Baba>;
    BasicDoor, Ali, BasicAuthentication<Ali>;
    HeaderDoor, Ali, Header;
}

#[derive(Default)]
struct TwoDoors;

#[consumer(user = Ali, authentication(BasicAuthentication<Ali>, Silent))]
impl TwoDoors {}

fn app() -> App<()> {
    App::new(()).routes(router![
        path("token/", TokenDoor),
        path("own/", OwnTokenDoor),
        path("basic/", BasicDoor),
        path("header/", HeaderDoor),
        path("two/", TwoDoors),
    ])
}

/// Shows a secret as a scheme says.
pub(crate) fn show<C>(client: Connect<C>, scheme: Scheme, secret: &str) -> Connect<C> {
    let name = scheme.name.expect("it is known");
    let value = match scheme.kind {
        SchemeKind::Bearer => format!("Bearer {secret}"),
        // `ali:sesame`
        SchemeKind::Basic => "Basic YWxpOnNlc2FtZQ==".to_owned(),
        SchemeKind::Http(other) => format!("{other} {secret}"),
        SchemeKind::ApiKey => secret.to_owned(),
        other => panic!("{other:?}"),
    };
    match scheme.place {
        SchemePlace::Header => client.header(name, &value),
        SchemePlace::Query => client.query(name, &value),
        SchemePlace::Cookie => client.cookie(name, &value),
        SchemePlace::Subprotocol => client.subprotocols(&["chat.v1", &format!("{name}{value}")]),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_reads_each_way_that_is_told() {
    let app = TestApp::new(app());
    let mut tried = Vec::new();
    for route in app.routes().iter().filter(|route| route.path != "two/") {
        for authentication in route.consumer.access.authentications {
            for &scheme in authentication.schemes {
                let client = app.communicator::<TokenDoor>(&route.path);
                show(client, scheme, SECRET).authenticated().await;
                tried.push((route.path.as_str(), scheme.place, scheme.name.unwrap_or_default()));
            }
        }
    }
    assert_eq!(
        tried,
        [
            ("token/", SchemePlace::Header, "Authorization"),
            ("token/", SchemePlace::Header, "Authorization"),
            ("token/", SchemePlace::Subprotocol, "bearer."),
            ("token/", SchemePlace::Query, "token"),
            ("token/", SchemePlace::Cookie, "token"),
            ("own/", SchemePlace::Query, "key"),
            ("own/", SchemePlace::Subprotocol, "key."),
            ("basic/", SchemePlace::Header, "Authorization"),
            ("header/", SchemePlace::Header, "X-Key"),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn it_reads_no_way_that_is_told_of_another() {
    let app = TestApp::new(app());
    let told = |path: &str| {
        let route = app.routes().iter().find(|route| route.path == path).expect("it is one");
        route.consumer.access.authentications[0].schemes
    };
    let all: Vec<Scheme> =
        ["token/", "own/", "basic/", "header/"].iter().flat_map(|path| told(path)).copied().collect();
    for path in ["token/", "own/", "basic/", "header/"] {
        for &scheme in &all {
            let client = show(app.communicator::<TokenDoor>(path), scheme, SECRET).connect().await;
            let status = client.expect("all are upgraded").wait_for_auth().await.payload.status_code;
            assert_eq!(status == 200, told(path).contains(&scheme), "{path} {scheme:?}");
        }
    }
}

#[test]
fn one_that_does_not_tell_stands_there_by_its_name() {
    let routes = app().outline();
    let told = routes.last().expect("there are some").consumer.access.authentications;
    assert_eq!(told.iter().map(|one| one.name).collect::<Vec<_>>(), ["BasicAuthentication<Ali>", "Silent"]);
    assert_eq!((told[0].schemes, told[1].schemes), (&[Scheme::basic()][..], &[][..]));
}
