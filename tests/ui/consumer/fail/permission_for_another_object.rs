use std::borrow::Cow;

use chanx::prelude::*;

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

struct ApiKey;

impl<S: Sync> Authentication<S> for ApiKey {
    type User = Account;

    async fn authenticate(_: &mut http::request::Parts, _: &S) -> Result<Option<Identity<Account>>, Rejection> {
        Ok(Some(Account.into()))
    }
}

#[params]
struct RoomPath {
    room: u32,
}

struct Room;

impl GetObject<RoomPath> for Room {
    async fn get_object(_: &RoomPath, (): &()) -> Result<Option<Self>, Rejection> {
        Ok(Some(Room))
    }
}

struct Board;

impl GetObject<RoomPath> for Board {
    async fn get_object(_: &RoomPath, (): &()) -> Result<Option<Self>, Rejection> {
        Ok(Some(Board))
    }
}

struct IsMember;

impl Permission<Account, Room> for IsMember {
    async fn check(&self, _: &Account, _: &Room, _: &Access<'_, ()>) -> Result<(), Rejection> {
        Ok(())
    }
}

#[derive(Default)]
struct RoomConsumer;

#[consumer(authentication(ApiKey), user = Account, params = RoomPath, object = Board, permissions(IsAuthenticated & IsMember))]
impl RoomConsumer {}

fn main() {}
