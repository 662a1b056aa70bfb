//! Rooms, who is in them, and what was said.

use sqlx::FromRow;

use crate::{
    accounts::Account,
    database::{Database, new_id},
    failure::Failure,
};

/// A room.
#[derive(Debug, Clone, FromRow)]
pub struct Room {
    /// The id, which stands in its sockets' path.
    pub id: String,
    /// The name, unique.
    pub name: String,
    pub(crate) owner_id: String,
    is_private: i64,
}

/// A room as one account sees it.
#[derive(Debug, FromRow)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_private: i64,
    pub(crate) is_member: i64,
    pub(crate) is_owner: i64,
}

/// Somebody in a room.
#[derive(Debug, FromRow)]
pub(crate) struct Member {
    pub(crate) username: String,
    pub(crate) is_muted: i64,
}

/// Something that was said.
#[derive(Debug, FromRow)]
pub(crate) struct Post {
    pub(crate) username: String,
    pub(crate) account_id: String,
    pub(crate) text: String,
}

/// What somebody may do in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Stranger,
    Member,
    /// A member who may only read.
    Muted,
}

/// How much of the past is told.
const RECENT: i64 = 50;

impl Room {
    /// Makes a room, with its owner in it.
    pub(crate) async fn create(
        database: &Database,
        owner: &Account,
        name: &str,
        is_private: bool,
    ) -> Result<Self, Failure> {
        Self::create_as(database, new_id(), owner, name, is_private).await
    }

    /// Makes a room with this id.
    pub(crate) async fn create_as(
        database: &Database,
        id: String,
        owner: &Account,
        name: &str,
        is_private: bool,
    ) -> Result<Self, Failure> {
        let name = name.trim();
        if !(1..=60).contains(&name.chars().count()) || name.chars().any(char::is_control) {
            return Err(Failure::Invalid("A room's name has 1 to 60 characters."));
        }
        let room =
            Self { id, name: name.to_owned(), owner_id: owner.id.clone(), is_private: i64::from(is_private) };
        let mut transaction = database.pool.begin().await?;
        let inserted = sqlx::query(
            "INSERT INTO rooms (id, name, owner_id, is_private) VALUES ($1, $2, $3, $4)
             ON CONFLICT (name) DO NOTHING",
        )
        .bind(&room.id)
        .bind(&room.name)
        .bind(&room.owner_id)
        .bind(room.is_private)
        .execute(&mut *transaction)
        .await?;
        if inserted.rows_affected() == 0 {
            return Err(Failure::Conflict("There is a room of this name."));
        }
        sqlx::query("INSERT INTO memberships (room_id, account_id) VALUES ($1, $2)")
            .bind(&room.id)
            .bind(&owner.id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(room)
    }

    /// The room with this id.
    pub(crate) async fn by_id(database: &Database, id: &str) -> Result<Option<Self>, Failure> {
        let query = "SELECT id, name, owner_id, is_private FROM rooms WHERE id = $1";
        Ok(sqlx::query_as(query).bind(id).fetch_optional(&database.pool).await?)
    }

    /// The rooms that an account is in, and those that it may enter.
    pub(crate) async fn list(database: &Database, account: &Account) -> Result<Vec<Listed>, Failure> {
        let query = "SELECT rooms.id, name, is_private,
                CAST(CASE WHEN account_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS is_member,
                CAST(CASE WHEN owner_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS is_owner
            FROM rooms LEFT JOIN memberships ON room_id = rooms.id AND account_id = $1
            WHERE is_private = 0 OR account_id IS NOT NULL
            ORDER BY name";
        Ok(sqlx::query_as(query).bind(&account.id).fetch_all(&database.pool).await?)
    }

    /// Who is in the rooms of an owner: when these go, so do they.
    pub(crate) async fn guests_of(database: &Database, owner: &Account) -> Result<Vec<String>, Failure> {
        let query = "SELECT DISTINCT account_id FROM memberships JOIN rooms ON rooms.id = room_id
            WHERE owner_id = $1 AND account_id <> $1";
        Ok(sqlx::query_scalar(query).bind(&owner.id).fetch_all(&database.pool).await?)
    }

    /// Whether anybody may enter.
    pub(crate) fn is_public(&self) -> bool {
        self.is_private == 0
    }

    /// Lets an account in, by a member's word; false where it is in already.
    pub(crate) async fn admit(&self, database: &Database, account: &Account) -> Result<bool, Failure> {
        let mut transaction = database.pool.begin().await?;
        let query = "INSERT INTO memberships (room_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let inserted = sqlx::query(query).bind(&self.id).bind(&account.id).execute(&mut *transaction).await?;
        let query = "DELETE FROM removals WHERE room_id = $1 AND account_id = $2";
        sqlx::query(query).bind(&self.id).bind(&account.id).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(inserted.rows_affected() == 1)
    }

    /// Lets an account in that comes by itself: not where it was removed. Coming twice is no mistake.
    pub(crate) async fn join(&self, database: &Database, account: &Account) -> Result<(), Failure> {
        if !self.is_public() {
            return Err(Failure::Forbidden("This room is private: a member must add you."));
        }
        let query = "INSERT INTO memberships (room_id, account_id)
            SELECT id, $2 FROM rooms WHERE id = $1
                AND NOT EXISTS (SELECT 1 FROM removals WHERE room_id = $1 AND account_id = $2)
            ON CONFLICT DO NOTHING";
        let inserted = sqlx::query(query).bind(&self.id).bind(&account.id).execute(&database.pool).await?;
        if inserted.rows_affected() == 0 && self.removed_by(database, account).await?.is_some() {
            return Err(Failure::Forbidden("You were removed from this room: a member must add you."));
        }
        Ok(())
    }

    /// Takes an account out that wants to go.
    pub(crate) async fn leave(&self, database: &Database, account: &Account) -> Result<(), Failure> {
        let query = "DELETE FROM memberships WHERE room_id = $1 AND account_id = $2";
        sqlx::query(query).bind(&self.id).bind(&account.id).execute(&database.pool).await?;
        Ok(())
    }

    /// Takes an account out that has to go, and remembers it.
    pub(crate) async fn remove(
        &self,
        database: &Database,
        account: &Account,
        by: &Account,
    ) -> Result<(), Failure> {
        let mut transaction = database.pool.begin().await?;
        let query = "DELETE FROM memberships WHERE room_id = $1 AND account_id = $2";
        let gone = sqlx::query(query).bind(&self.id).bind(&account.id).execute(&mut *transaction).await?;
        if gone.rows_affected() == 1 {
            let query = "INSERT INTO removals (room_id, account_id, removed_by) VALUES ($1, $2, $3)";
            let query = sqlx::query(query).bind(&self.id).bind(&account.id).bind(&by.username);
            query.execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Who removed an account, by name, if somebody did.
    pub(crate) async fn removed_by(
        &self,
        database: &Database,
        account: &Account,
    ) -> Result<Option<String>, sqlx::Error> {
        let query = "SELECT removed_by FROM removals WHERE room_id = $1 AND account_id = $2";
        sqlx::query_scalar(query).bind(&self.id).bind(&account.id).fetch_optional(&database.pool).await
    }

    /// Lets a member only read, or speak again.
    pub(crate) async fn mute(
        &self,
        database: &Database,
        account: &Account,
        is_muted: bool,
    ) -> Result<(), Failure> {
        let query = if is_muted {
            "INSERT INTO mutes (room_id, account_id)
                SELECT room_id, account_id FROM memberships WHERE room_id = $1 AND account_id = $2
                ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM mutes WHERE room_id = $1 AND account_id = $2"
        };
        sqlx::query(query).bind(&self.id).bind(&account.id).execute(&database.pool).await?;
        Ok(())
    }

    /// Those who are in it.
    pub(crate) async fn members(&self, database: &Database) -> Result<Vec<Member>, Failure> {
        let query = "SELECT username, (SELECT COUNT(*) FROM mutes WHERE room_id = $1 AND account_id = accounts.id) AS is_muted
            FROM memberships JOIN accounts ON accounts.id = account_id WHERE room_id = $1 ORDER BY username";
        Ok(sqlx::query_as(query).bind(&self.id).fetch_all(&database.pool).await?)
    }

    /// What an account may do here.
    pub(crate) async fn standing(
        &self,
        database: &Database,
        account: &Account,
    ) -> Result<Standing, sqlx::Error> {
        let query = "SELECT (SELECT COUNT(*) FROM mutes WHERE room_id = $1 AND account_id = $2)
            FROM memberships WHERE room_id = $1 AND account_id = $2";
        let query = sqlx::query_scalar::<_, i64>(query).bind(&self.id).bind(&account.id);
        Ok(match query.fetch_optional(&database.pool).await? {
            None => Standing::Stranger,
            Some(0) => Standing::Member,
            Some(_) => Standing::Muted,
        })
    }

    /// Keeps what somebody said.
    pub(crate) async fn post(
        &self,
        database: &Database,
        account: &Account,
        text: &str,
    ) -> Result<(), sqlx::Error> {
        // Two who speak at once get the same number; the later one tries again.
        let query = "INSERT INTO posts (room_id, number, account_id, text)
            SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3 FROM posts WHERE room_id = $1
            ON CONFLICT DO NOTHING";
        loop {
            let query = sqlx::query(query).bind(&self.id).bind(&account.id).bind(text);
            if query.execute(&database.pool).await?.rows_affected() == 1 {
                return Ok(());
            }
        }
    }

    /// What was said last, the earliest first.
    pub(crate) async fn recent(&self, database: &Database) -> Result<Vec<Post>, sqlx::Error> {
        let query = "SELECT username, account_id, text FROM posts JOIN accounts ON accounts.id = account_id
            WHERE room_id = $1 ORDER BY number DESC LIMIT $2";
        let mut posts: Vec<Post> =
            sqlx::query_as(query).bind(&self.id).bind(RECENT).fetch_all(&database.pool).await?;
        posts.reverse();
        Ok(posts)
    }
}
