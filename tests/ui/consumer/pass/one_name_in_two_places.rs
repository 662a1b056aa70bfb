//! Consumers of one name are several: in a module, in those inside it, in functions, and of several arguments.
#![deny(warnings, missing_docs, unreachable_pub, unused, clippy::pedantic)]

use std::marker::PhantomData;

use chanx::prelude::*;

/// Say something.
#[message(action = "chat")]
pub struct Chat(pub String);

/// A room.
#[derive(Default)]
pub struct Room;

#[consumer(public)]
impl Room {
    #[ws_handler]
    async fn chat(&self, message: Chat) -> Chat {
        message
    }
}

mod inside {
    use super::Chat;
    use chanx::prelude::*;

    #[derive(Default)]
    pub(super) struct Room;

    #[consumer(public)]
    impl Room {
        #[ws_handler]
        async fn chat(&self, message: Chat) -> Chat {
            message
        }
    }
}

/// A relay of one kind.
pub struct Relay<K>(PhantomData<fn() -> K>);

/// Texts.
pub struct Texts;

/// Bytes.
pub struct Bytes;

#[consumer(public)]
impl Relay<Texts> {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Ok(Self(PhantomData))
    }

    #[text_handler]
    async fn relay(&self, text: String) -> Text {
        Text(text)
    }
}

#[consumer(public)]
impl Relay<Bytes> {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Ok(Self(PhantomData))
    }

    #[text_handler]
    async fn relay(&self, text: String) -> Text {
        Text(text)
    }
}

macro_rules! room {
    ($name:ident, $ty:ty) => {
        /// A room by a macro.
        #[derive(Default)]
        pub struct $name;

        #[consumer(public)]
        impl $ty {
            #[ws_handler]
            async fn chat(&self, message: Chat) -> Chat {
                message
            }
        }
    };
}
room!(Kitchen, Kitchen);
room!(Hall, Hall);

pub(crate) fn main() {
    #[derive(Default)]
    struct Room;

    #[consumer(public)]
    impl Room {
        #[ws_handler]
        async fn chat(&self, message: Chat) -> Chat {
            message
        }
    }

    let _ = router!(path("a/", Room), path("b/", self::Room), path("c/", inside::Room), path("d/", Kitchen), path("e/", Hall)) as Router<()>;
    let _ = router!(path("a/", Relay<Texts>), path("b/", Relay<Bytes>)) as Router<()>;
}
