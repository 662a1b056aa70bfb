//! The rows of refusals name how the server refuses, before the upgrade and after it.

use std::{collections::BTreeSet, io};

use chanx::{
    prelude::*,
    table::{Refusal, RouteInfo},
};
use chanx_testing::{Connect, TestApp};

use super::known::{Ann, Known};

#[params]
struct DeskPath {
    desk: u8,
}

/// A desk; those from 4 to 8 are not there.
struct Place;

impl<S: Sync> GetObject<DeskPath, S> for Place {
    async fn get_object(path: &DeskPath, _: &S) -> Result<Option<Self>, Rejection> {
        match path.desk {
            0 => Err(io::Error::other("no database"))?,
            1..=3 | 9 => Ok(Some(Self)),
            _ => Ok(None),
        }
    }
}

/// May sit at desk 1, whoever it is; the broken desk breaks it.
struct MaySit;

impl MaySit {
    fn decide<S>(access: &Access<'_, S>) -> Result<(), Rejection> {
        match access.param("desk").as_deref() {
            Some("1") => Ok(()),
            Some("9") => Err(io::Error::other("no database"))?,
            _ => Err(Rejection::forbidden("Not here.")),
        }
    }
}

impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for MaySit {
    async fn check(&self, _: &U, _: &O, access: &Access<'_, S>) -> Result<(), Rejection> {
        Self::decide(access)
    }

    async fn check_anonymous(&self, _: &O, access: &Access<'_, S>) -> Result<(), Rejection> {
        // Nobody sits at desk 3 without a name.
        if access.param("desk").as_deref() == Some("3") {
            return Err(Rejection::unauthenticated());
        }
        Self::decide(access)
    }
}

/// Two consumers that differ in when they refuse; neither can begin where the request has the header `X-Broken`.
macro_rules! desks {
    ($late:ident, $early:ident, $($key:tt)*) => {
        desks!(@ $late, $($key)*);
        desks!(@ $early, $($key)*, send_authentication_message = false);
    };
    (@ $desk:ident, $($key:tt)*) => {
        struct $desk;

        #[consumer(params = DeskPath, $($key)*)]
        impl $desk {
            async fn connect(cx: &Context<Self>) -> Result<Self> {
                match cx.request().headers().get("x-broken") {
                    Some(_) => Err(io::Error::other("no database").into()),
                    None => Ok(Self),
                }
            }
        }
    };
}

desks!(Public, PublicEarly, public);
desks!(Placed, PlacedEarly, public, object = Place);
desks!(Known1, KnownEarly, user = Ann, authentication(Known));
desks!(Guest, GuestEarly, user = Option<Ann>, authentication(Known));
desks!(Allowed, AllowedEarly, permissions(MaySit));
desks!(Full, FullEarly, user = Ann, authentication(Known), object = Place, permissions(MaySit));

fn app() -> TestApp {
    TestApp::new(App::new(()).routes(router![
        path("public/<int:desk>/", Public),
        path("public-early/<int:desk>/", PublicEarly),
        path("placed/<int:desk>/", Placed),
        path("placed-early/<int:desk>/", PlacedEarly),
        path("known/<int:desk>/", Known1),
        path("known-early/<int:desk>/", KnownEarly),
        path("guest/<int:desk>/", Guest),
        path("guest-early/<int:desk>/", GuestEarly),
        path("allowed/<int:desk>/", Allowed),
        path("allowed-early/<int:desk>/", AllowedEarly),
        path("full/<int:desk>/", Full),
        path("full-early/<int:desk>/", FullEarly),
    ]))
}

/// A refusal as a client meets it: by which status, and, after the upgrade, by which close code.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Met {
    status: u16,
    close_code: Option<u16>,
}

/// Every refusal that a client meets who tries all it can.
async fn meet(app: &TestApp, route: &RouteInfo) -> BTreeSet<Met> {
    let mut met = BTreeSet::new();
    for desk in 0..=9 {
        for name in [None, Some("ann"), Some("eve"), Some("broken")] {
            for broken in [false, true] {
                let path = route.path.replace("<int:desk>", &desk.to_string());
                let mut client = app.communicator::<Public>(&path);
                if let Some(name) = name {
                    client = client.header("x-name", name);
                }
                if broken {
                    client = client.header("x-broken", "yes");
                }
                met.extend(outcome(client, route.settings.send_authentication_message).await);
            }
        }
    }
    met
}

async fn outcome(client: Connect<Public>, tells: bool) -> Option<Met> {
    let mut client = match client.connect().await {
        Err(refused) => return Some(Met { status: refused.status.as_u16(), close_code: None }),
        Ok(client) => client,
    };
    let told = if tells { client.wait_for_auth().await.payload.status_code } else { 0 };
    if told == 200 {
        return None;
    }
    // A client that is let in closes by itself, with a code that no refusal has.
    let closed = if tells { client.closed().await } else { client.close(3000).await };
    let status = closed.code.checked_sub(4000)?;
    assert!(!tells || status == told, "{closed:?}");
    Some(Met { status, close_code: Some(closed.code) })
}

#[tokio::test(start_paused = true)]
async fn a_client_meets_what_is_told_and_nothing_else() {
    let app = app();
    for route in app.routes() {
        let told = route.refusals.iter().map(|refusal: &Refusal| Met {
            status: refusal.status,
            close_code: (!refusal.before_upgrade).then_some(refusal.close_code),
        });
        assert_eq!(meet(&app, route).await, told.collect(), "{}", route.path);
    }
}
