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

#[derive(Default)]
struct RoomConsumer;

#[consumer(authentication(ApiKey, BotKey), user = Account)]
impl RoomConsumer {}

fn main() {}
