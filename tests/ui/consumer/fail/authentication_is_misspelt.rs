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

#[derive(Default)]
struct RoomConsumer;

#[consumer(authentication(ApiKye), user = Account)]
impl RoomConsumer {}

fn main() {}
