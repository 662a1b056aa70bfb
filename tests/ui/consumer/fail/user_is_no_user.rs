use chanx::prelude::*;

struct Account;

#[derive(Default)]
struct RoomConsumer;

#[consumer(authentication(Extract<Account>), user = Account)]
impl RoomConsumer {
    #[ws_handler]
    async fn ping(&self, _: PingMessage, cx: &Context<Self>) -> PongMessage {
        let _: &Account = cx.user();
        PongMessage
    }
}

/// Whoever the server says.
struct Extract<U>(std::marker::PhantomData<fn() -> U>);

impl<S: Sync, U: Send + 'static> Authentication<S> for Extract<U> {
    type User = U;

    async fn authenticate(_: &mut http::request::Parts, _: &S) -> Result<Option<Identity<U>>, Rejection> {
        Ok(None)
    }
}

fn main() {}
