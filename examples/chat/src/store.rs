//! Where sessions are kept: in the application's database, whichever it is.

use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store,
};
use tower_sessions_sqlx_store::{PostgresStore, SqliteStore};

/// Where sessions are kept.
#[derive(Debug, Clone)]
pub(crate) enum Store {
    /// In the SQLite file.
    Sqlite(SqliteStore),
    /// In PostgreSQL.
    Postgres(PostgresStore),
}

impl SessionStore for Store {
    fn save<'s, 'r, 'f>(&'s self, record: &'r Record) -> Storing<'f, ()>
    where
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        match self {
            Store::Sqlite(store) => store.save(record),
            Store::Postgres(store) => store.save(record),
        }
    }

    fn create<'s, 'r, 'f>(&'s self, record: &'r mut Record) -> Storing<'f, ()>
    where
        's: 'f,
        'r: 'f,
        Self: 'f,
    {
        match self {
            Store::Sqlite(store) => store.create(record),
            Store::Postgres(store) => store.create(record),
        }
    }

    fn load<'s, 'i, 'f>(&'s self, id: &'i Id) -> Storing<'f, Option<Record>>
    where
        's: 'f,
        'i: 'f,
        Self: 'f,
    {
        match self {
            Store::Sqlite(store) => store.load(id),
            Store::Postgres(store) => store.load(id),
        }
    }

    fn delete<'s, 'i, 'f>(&'s self, id: &'i Id) -> Storing<'f, ()>
    where
        's: 'f,
        'i: 'f,
        Self: 'f,
    {
        match self {
            Store::Sqlite(store) => store.delete(id),
            Store::Postgres(store) => store.delete(id),
        }
    }
}

/// What `async_trait` makes of the trait's functions.
type Storing<'f, T> = std::pin::Pin<Box<dyn Future<Output = session_store::Result<T>> + Send + 'f>>;
