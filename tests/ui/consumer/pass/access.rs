//! Every form of saying who may connect.
#![deny(warnings)]
#![allow(dead_code, reason = "that it compiles is the point")]

use std::borrow::Cow;

use chanx::prelude::*;

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

impl chanx::Admin for Account {
    fn is_admin(&self) -> bool {
        true
    }
}

impl chanx::Scopes for Account {
    fn has_scope(&self, _: &str) -> bool {
        true
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

struct IsMember;

impl Permission<Account, Room> for IsMember {
    async fn check(&self, _: &Account, _: &Room, _: &Access<'_, ()>) -> Result<(), Rejection> {
        Ok(())
    }
}

struct IsActive;

impl<O: Sync, S: Sync> Permission<Account, O, S> for IsActive {
    async fn check(&self, _: &Account, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
        Ok(())
    }
}

mod levels {
    use super::*;

    pub struct AtLeast<const N: u8>;

    impl<U: User, O: Sync, S: Sync, const N: u8> Permission<U, O, S> for AtLeast<N> {
        async fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
            Ok(())
        }
    }

    pub struct Between(pub u8, pub u8);

    impl<U: User, O: Sync, S: Sync> Permission<U, O, S> for Between {
        async fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
            Ok(())
        }
    }
}

#[message(action = "chat")]
struct ChatMessage(String);

#[derive(Default)]
struct RoomConsumer;

#[consumer(
    authentication(ApiKey),
    user = Account,
    params = RoomPath,
    object = Room,
    permissions((IsMember | IsAdmin) & !levels::AtLeast<3> & HasScope("rooms:read") & levels::Between(1, 2)),
    rate_limit = Some(RateLimit::per_second(10).burst(20)),
    user_rate_limit = Some(RateLimit::per_minute(100))
)]
impl RoomConsumer {
    #[ws_handler(permissions(IsActive & IsMember), summary = "Chat")]
    async fn chat(&self, _: ChatMessage, cx: &Context<Self>) {
        let _: (&Account, &Room) = (cx.user(), cx.object());
    }
}

#[derive(Default)]
struct LobbyConsumer;

#[consumer(authentication(ApiKey, ApiKey), user = std::option::Option<Account>)]
impl LobbyConsumer {
    #[ws_handler]
    async fn chat(_: ChatMessage, cx: Context<Self>) {
        let _: Option<&Account> = cx.user();
    }
}

#[derive(Default)]
struct RawConsumer;

#[consumer(permissions(AllowAny))]
impl RawConsumer {
    #[text_handler(permissions(!IsAuthenticated))]
    async fn text(&self, _: String) {}

    #[binary_handler(permissions(IsAuthenticated))]
    async fn binary(&self, _: Bytes) {}
}

struct GenericConsumer<T>(std::marker::PhantomData<fn() -> T>);

#[consumer(authentication(ApiKey), user = Account, permissions(IsActive))]
impl<T: 'static> GenericConsumer<T> {
    async fn connect(_: &Context<Self>) -> Result<Self> {
        Ok(Self(std::marker::PhantomData))
    }

    #[ws_handler(permissions(IsActive))]
    async fn chat(&self, _: ChatMessage) {}
}

pub(crate) fn main() {
    use chanx::Consumer;

    let access = RoomConsumer::INFO.access;
    assert_eq!((access.user, access.anonymous, access.object), (Some("Account"), false, Some("Room")));
    let names: Vec<_> = access.authentications.iter().map(|one| one.name).collect();
    assert_eq!(names, ["ApiKey"]);
    assert_eq!(
        access.permissions,
        Some("(IsMember | IsAdmin) & !levels::AtLeast<3> & HasScope(\"rooms:read\") & levels::Between(1, 2)"),
    );
    assert_eq!(RoomConsumer::HANDLERS[0].info.permissions, Some("IsActive & IsMember"));
    let access = LobbyConsumer::INFO.access;
    assert!(access.anonymous);
    assert_eq!(RawConsumer::INFO.access.user, None);
}
