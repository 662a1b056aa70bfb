use std::borrow::Cow;

use chanx::prelude::*;

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

struct Bot;

impl User for Bot {
    fn identity(&self) -> Cow<'_, str> {
        "bot:1".into()
    }
}

struct BotKey;

impl<S: Sync> Authentication<S> for BotKey {
    type User = Bot;

    async fn authenticate(_: &mut http::request::Parts, _: &S) -> Result<Option<Identity<Bot>>, Rejection> {
        Ok(Some(Bot.into()))
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

struct IsMember;

impl Permission<Bot, Room> for IsMember {
    async fn check(&self, _: &Bot, _: &Room, _: &Access<'_, ()>) -> Result<(), Rejection> {
        Ok(())
    }
}

#[derive(Default)]
struct RoomConsumer;

#[consumer(authentication(BotKey), user = Bot, params = RoomPath, object = Room, permissions(IsMember))]
impl RoomConsumer {}

fn main() {}
