//! The database: SQLite in a file, or PostgreSQL. All queries are written for both.

use sqlx::{
    AnyPool, Executor, PgPool, SqlitePool,
    any::{AnyPoolOptions, install_default_drivers},
};
use tower_sessions_sqlx_store::{PostgresStore, SqliteStore};

use crate::store::Store;

/// What the application asks its database by.
#[derive(Debug, Clone)]
pub struct Database {
    pub(crate) pool: AnyPool,
    pub(crate) sessions: Store,
}

/// Why the application cannot have its database.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

impl Database {
    /// Connects, creates an SQLite file that is not there yet, and brings the tables up to date.
    ///
    /// # Errors
    /// When the database cannot be reached, or was made by a newer version.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        install_default_drivers();
        let is_sqlite = url.starts_with("sqlite:");
        let options = AnyPoolOptions::new().max_connections(8).after_connect(move |connection, _| {
            Box::pin(async move {
                if is_sqlite {
                    // Readers and the writer do not wait for each other.
                    connection.execute("PRAGMA journal_mode = WAL").await?;
                    connection.execute("PRAGMA busy_timeout = 5000").await?;
                    connection.execute("PRAGMA foreign_keys = ON").await?;
                }
                Ok(())
            })
        });
        let pool = options.connect(url).await?;
        sqlx::migrate!().run(&pool).await?;
        let sessions = if is_sqlite {
            let store = SqliteStore::new(SqlitePool::connect(url).await?);
            store.migrate().await?;
            Store::Sqlite(store)
        } else {
            let store = PostgresStore::new(PgPool::connect(url).await?);
            store.migrate().await?;
            Store::Postgres(store)
        };
        Ok(Self { pool, sessions })
    }
}

/// A new row's id.
pub(crate) fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}
