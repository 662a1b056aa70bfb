//! Accounts, and their passwords.

use std::{borrow::Cow, fmt, sync::LazyLock, thread::available_parallelism};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use chanx::{Admin, User};
use sqlx::FromRow;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{
    database::{Database, new_id},
    failure::Failure,
};

/// Somebody who signed up.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Account {
    /// The id, which is the identity on all sockets.
    pub id: String,
    /// The name that others see, unique.
    pub username: String,
    is_admin: i64,
}

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.id)
    }
}

impl Admin for Account {
    fn is_admin(&self) -> bool {
        self.is_admin != 0
    }
}

/// A password as somebody typed it. It is not shown in any `Debug` form.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Password(String);

impl From<&str> for Password {
    fn from(password: &str) -> Self {
        Self(password.to_owned())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// What nobody's password is compared with, so that an unknown name takes as long as a wrong password.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash(b"nobody").unwrap_or_default());

/// The turns to hash: each takes a core and 19 MiB, so there are as many as cores, and whoever floods the log in waits.
static TURNS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, usize::from)));

fn hash(password: &[u8]) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password)?.to_string())
}

/// Hashes, which is slow on purpose, where other connections do not wait for it. A turn that was begun is ended, whether
/// or not somebody still waits.
async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let turn = TURNS.acquire().await.map_err(Failure::failed)?;
    let worked = spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    Ok(worked.await?)
}

impl Account {
    /// Signs somebody up.
    ///
    /// # Errors
    /// When the name is taken, or one of both is not allowed.
    pub(crate) async fn create(
        database: &Database,
        username: &str,
        password: Password,
        is_admin: bool,
    ) -> Result<Self, Failure> {
        check(username, &password)?;
        let password_hash = in_turn(move || hash(password.0.as_bytes())).await?.map_err(Failure::failed)?;
        let account = Self { id: new_id(), username: username.to_owned(), is_admin: i64::from(is_admin) };
        let inserted = sqlx::query(
            "INSERT INTO accounts (id, username, password_hash, is_admin) VALUES ($1, $2, $3, $4)
             ON CONFLICT (username) DO NOTHING",
        )
        .bind(&account.id)
        .bind(&account.username)
        .bind(password_hash)
        .bind(account.is_admin)
        .execute(&database.pool)
        .await?;
        if inserted.rows_affected() == 0 {
            return Err(Failure::Conflict("This name is taken."));
        }
        Ok(account)
    }

    /// The account with this name and password.
    pub(crate) async fn by_password(
        database: &Database,
        username: &str,
        password: Password,
    ) -> Result<Option<Self>, Failure> {
        let query = "SELECT password_hash FROM accounts WHERE username = $1";
        let known: Option<String> =
            sqlx::query_scalar(query).bind(username).fetch_optional(&database.pool).await?;
        let is_known = known.is_some();
        let fits = in_turn(move || {
            let hash = known.unwrap_or_else(|| NOBODY.clone());
            let hash = PasswordHash::new(&hash).map_err(Failure::failed)?;
            Ok::<_, Failure>(Argon2::default().verify_password(password.0.as_bytes(), &hash).is_ok())
        })
        .await??;
        if is_known && fits { Self::by_name(database, username).await } else { Ok(None) }
    }

    /// The account with this id.
    pub(crate) async fn by_id(database: &Database, id: &str) -> Result<Option<Self>, Failure> {
        let query = "SELECT id, username, is_admin FROM accounts WHERE id = $1";
        Ok(sqlx::query_as(query).bind(id).fetch_optional(&database.pool).await?)
    }

    /// The account with this name.
    pub(crate) async fn by_name(database: &Database, username: &str) -> Result<Option<Self>, Failure> {
        let query = "SELECT id, username, is_admin FROM accounts WHERE username = $1";
        Ok(sqlx::query_as(query).bind(username).fetch_optional(&database.pool).await?)
    }

    /// Deletes the account with all that is its own.
    pub(crate) async fn delete(&self, database: &Database) -> Result<(), Failure> {
        sqlx::query("DELETE FROM accounts WHERE id = $1").bind(&self.id).execute(&database.pool).await?;
        Ok(())
    }
}

fn check(username: &str, Password(password): &Password) -> Result<(), Failure> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    if !(2..=32).contains(&username.len()) || !username.bytes().all(allowed) {
        return Err(Failure::Invalid("A name has 2 to 32 characters: a to z, 0 to 9, - and _."));
    }
    if !(8..=256).contains(&password.chars().count()) {
        return Err(Failure::Invalid("A password has 8 to 256 characters."));
    }
    Ok(())
}
