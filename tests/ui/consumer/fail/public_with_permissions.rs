use std::borrow::Cow;

use chanx::prelude::*;

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

#[derive(Default)]
struct RoomConsumer;

#[consumer(public, permissions(AllowAny))]
impl RoomConsumer {}

fn main() {}
