//! Sessions of the server around the application, kept by `tower-sessions`.

use std::{future::Future, marker::PhantomData, time::Duration};

use http::request::Parts;
use tower_sessions_core::Session;

use super::{Authentication, Identity, PresentedToken, Rejection};
use crate::table::Scheme;

/// A user who is known by a session: what [`SessionAuthentication`] asks.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known by sessions with the state `{S}`",
    label = "no `FromSession<{S}>`",
    note = "implement `chanx::FromSession<{S}>` for `{Self}`: it says whose session it is"
)]
pub trait FromSession<S>: Sized + Send + 'static {
    /// How often, at least, an open connection looks whether the session still holds. Default: 5 minutes.
    ///
    /// What ends a session earlier is noticed at once if the application says so, by
    /// [`Channels::reauthorize`](crate::channels::Channels::reauthorize).
    const RECHECK: Duration = Duration::from_mins(5);

    /// Says whose session it is. `Ok(None)`: nobody's; the next authentication is tried.
    ///
    /// # Errors
    /// The connection is refused; an error that is no [`Rejection`] is logged and answered with 500.
    fn from_session(
        session: &Session,
        state: &S,
    ) -> impl Future<Output = Result<Option<Identity<Self>>, Rejection>> + Send;
}

/// Authenticates by a session: `authentication(SessionAuthentication<Account>)`, where `Account` implements
/// [`FromSession`].
///
/// The service must stand inside the `SessionManagerLayer` of `tower-sessions` 0.14. Each time, the session is read from
/// its store anew; what a middleware changed in it before, for the same request, must have been saved. The connection
/// ends with the session: when it expires, is deleted, or changes its id.
#[derive(Debug)]
pub struct SessionAuthentication<U>(PhantomData<fn() -> U>);

impl<U: FromSession<S>, S: Sync> Authentication<S> for SessionAuthentication<U> {
    type User = U;

    const CHALLENGE: &'static str = "Session";
    // The layer names the cookie.
    const SCHEMES: &'static [Scheme] = &[Scheme::session(None)];

    async fn authenticate(request: &mut Parts, state: &S) -> Result<Option<Identity<U>>, Rejection> {
        let Some(session) = request.extensions.get::<Session>() else {
            return Err(Rejection::failed(
                "the request has no session: put tower-sessions' `SessionManagerLayer` around the service",
            ));
        };
        // A token that is presented is to be looked at, not the session that stands beside it.
        if session.id().is_none() || request.extensions.get::<PresentedToken>().is_some() {
            return Ok(None);
        }
        // What an earlier request, or an earlier look, has read may be over by now.
        session.load().await?;
        // A first look takes the id from a session that is not there any more, so that nobody is found by it either.
        session.get_value("").await?;
        if session.id().is_none() {
            return Ok(None);
        }
        let Some(identity) = U::from_session(session, state).await? else { return Ok(None) };
        Ok(Some(identity.expires_by(session.expiry_date().into()).recheck_after(U::RECHECK)))
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::HashMap,
        sync::{Arc, Mutex},
        time::SystemTime,
    };

    use async_trait::async_trait;
    use tower_sessions_core::{
        Expiry, SessionStore,
        session::{Id, Record},
        session_store,
    };

    use super::*;

    #[derive(Debug, PartialEq)]
    struct Account(String);

    impl FromSession<()> for Account {
        async fn from_session(session: &Session, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
            Ok(session.get::<String>("name").await?.map(|name| Self(name).into()))
        }
    }

    /// Somebody whom the application finds by the session's id, in a table of its own.
    struct Listed;

    impl FromSession<()> for Listed {
        async fn from_session(session: &Session, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
            Ok(session.id().map(|_| Self.into()))
        }
    }

    /// A store in memory, which may fail.
    #[derive(Debug, Default)]
    struct Store {
        records: Mutex<HashMap<Id, Record>>,
        broken: Mutex<bool>,
    }

    #[async_trait]
    impl SessionStore for Store {
        async fn save(&self, record: &Record) -> session_store::Result<()> {
            self.records.lock().unwrap().insert(record.id, record.clone());
            Ok(())
        }

        async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
            if *self.broken.lock().unwrap() {
                return Err(session_store::Error::Backend("the database at 10.0.0.7 is gone".to_owned()));
            }
            Ok(self.records.lock().unwrap().get(id).cloned())
        }

        async fn delete(&self, id: &Id) -> session_store::Result<()> {
            self.records.lock().unwrap().remove(id);
            Ok(())
        }
    }

    async fn logged_in(store: &Arc<Store>, expiry: Option<Expiry>) -> Session {
        let session = Session::new(None, store.clone(), expiry);
        session.insert("name", "ann").await.unwrap();
        session.save().await.unwrap();
        session
    }

    /// A request as the layer passes it on.
    fn request(store: &Arc<Store>, id: Option<Id>, expiry: Option<Expiry>) -> Parts {
        let mut parts = http::Request::new(()).into_parts().0;
        parts.extensions.insert(Session::new(id, store.clone(), expiry));
        parts
    }

    async fn authenticate(parts: &mut Parts) -> Result<Option<Identity<Account>>, Rejection> {
        SessionAuthentication::<Account>::authenticate(parts, &()).await
    }

    async fn is_let_in(parts: &mut Parts) -> bool {
        authenticate(parts).await.unwrap().is_some()
    }

    #[tokio::test]
    async fn a_session_is_its_users_until_it_is_deleted() {
        let store = Arc::<Store>::default();
        let session = logged_in(&store, None).await;
        let mut parts = request(&store, session.id(), None);
        assert!(is_let_in(&mut parts).await);
        assert!(is_let_in(&mut parts).await);
        session.flush().await.unwrap();
        for _ in 0..3 {
            assert!(!is_let_in(&mut parts).await);
        }
        // Looking made no new one.
        assert!(store.records.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_session_that_is_gone_has_no_id_either() {
        let store = Arc::<Store>::default();
        let session = logged_in(&store, None).await;
        let mut parts = request(&store, session.id(), None);
        assert!(SessionAuthentication::<Listed>::authenticate(&mut parts, &()).await.unwrap().is_some());
        session.flush().await.unwrap();
        assert!(SessionAuthentication::<Listed>::authenticate(&mut parts, &()).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_session_that_changed_its_id_is_over() {
        let store = Arc::<Store>::default();
        let session = logged_in(&store, None).await;
        let mut before = request(&store, session.id(), None);
        session.cycle_id().await.unwrap();
        session.save().await.unwrap();
        assert!(!is_let_in(&mut before).await);
        assert!(is_let_in(&mut request(&store, session.id(), None)).await);
    }

    #[tokio::test]
    async fn what_is_nobodys_is_left_to_others() {
        let store = Arc::<Store>::default();
        assert!(!is_let_in(&mut request(&store, None, None)).await);
        assert!(!is_let_in(&mut request(&store, Some(Id::default()), None)).await);
        let session = logged_in(&store, None).await;
        session.remove::<String>("name").await.unwrap();
        session.save().await.unwrap();
        assert!(!is_let_in(&mut request(&store, session.id(), None)).await);
    }

    #[tokio::test]
    async fn it_holds_until_it_expires_and_is_looked_at_every_five_minutes() {
        let store = Arc::<Store>::default();
        let end = SystemTime::now() + Duration::from_hours(1);
        let expiry = Some(Expiry::AtDateTime(end.into()));
        let session = logged_in(&store, expiry).await;
        let mut parts = request(&store, session.id(), expiry);
        let (_, expires_at, recheck_after) = authenticate(&mut parts).await.unwrap().unwrap().into_parts();
        assert_eq!(expires_at, Some(end));
        assert_eq!(recheck_after, Some(Duration::from_mins(5)));
    }

    #[tokio::test]
    async fn a_token_that_is_presented_is_not_answered_by_the_session() {
        let store = Arc::<Store>::default();
        let session = logged_in(&store, None).await;
        let mut parts = request(&store, session.id(), None);
        crate::access::credentials::present(&mut parts, "whatever").unwrap();
        assert!(!is_let_in(&mut parts).await);
    }

    #[tokio::test]
    async fn without_the_layer_or_the_store_it_fails() {
        let mut bare = http::Request::new(()).into_parts().0;
        let failed = authenticate(&mut bare).await.unwrap_err();
        assert!(failed.is_failed() && failed.to_string().contains("SessionManagerLayer"));
        let store = Arc::<Store>::default();
        let session = logged_in(&store, None).await;
        *store.broken.lock().unwrap() = true;
        let failed = authenticate(&mut request(&store, session.id(), None)).await.unwrap_err();
        assert_eq!((failed.status().as_u16(), failed.detail()), (500, "Internal server error"));
    }
}
