//! A database for each test.

use std::{env, fs};

use sqlx::{Connection, Executor, PgConnection};

/// A file that is not there yet.
pub(crate) fn sqlite() -> String {
    let folder = env!("CARGO_TARGET_TMPDIR");
    fs::create_dir_all(folder).unwrap();
    format!("sqlite://{folder}/{}.sqlite3?mode=rwc", uuid::Uuid::new_v4())
}

/// A new one on the server that `CHAT_TEST_POSTGRES` names.
pub(crate) async fn postgres() -> String {
    let Ok(server) = env::var("CHAT_TEST_POSTGRES") else {
        panic!(
            "no PostgreSQL to test with: run `cargo xtask chat`, which starts one, or name one by \
             CHAT_TEST_POSTGRES=postgres://user@host:port/postgres"
        );
    };
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let name = format!("chat_{}", uuid::Uuid::new_v4().simple());
    connection.execute(format!("CREATE DATABASE {name}").as_str()).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}
