use std::borrow::Cow;

use chanx::prelude::*;

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

struct ApiKey;

#[derive(Default)]
struct RoomConsumer;

#[consumer(authentication(ApiKey), user = Account)]
impl RoomConsumer {}

fn main() {}
