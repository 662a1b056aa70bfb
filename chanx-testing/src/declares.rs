//! What a consumer declares, asserted at compile time: items that cost nothing at run time.

use std::marker::PhantomData;

use chanx_core::{
    check::same,
    consumer::{Consumer, Handles, Sends},
    table::{Accepts, MessageInfo, Replies},
};

/// Asserts at compile time that a consumer declares that it sends a message, or each of several.
///
/// ```
/// # use chanx::prelude::*;
/// # #[derive(Default)]
/// # pub struct PingConsumer;
/// # #[consumer(public)]
/// # impl PingConsumer {
/// #     #[ws_handler]
/// #     async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }
/// # }
/// chanx_testing::assert_sends!(PingConsumer, PongMessage);
/// ```
#[macro_export]
macro_rules! assert_sends {
    ($consumer:ty, $($message:ty),+ $(,)?) => {
        const _: () = { $($crate::__private::sends::<$consumer, $message>();)+ };
    };
}

/// Asserts at compile time that a consumer never sends a message: neither as it is nor within a union.
///
/// ```
/// # use chanx::prelude::*;
/// # #[derive(Default)]
/// # pub struct PingConsumer;
/// # #[consumer(public)]
/// # impl PingConsumer {
/// #     #[ws_handler]
/// #     async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }
/// # }
/// chanx_testing::assert_not_sends!(PingConsumer, PingMessage);
/// ```
#[macro_export]
macro_rules! assert_not_sends {
    ($consumer:ty, $($message:ty),+ $(,)?) => {
        const _: () = {
            #[allow(unused_imports, reason = "the trait answers for what is no message or not sent")]
            use $crate::__private::{Otherwise as _, Undeclared as _};
            $(
                let messages = $crate::__private::Probe::<$message>::SENDS;
                let declared = $crate::__private::Declared::<$consumer, $message>::SENDS;
                if declared || $crate::__private::sends_any::<$consumer>(messages) {
                    panic!(concat!("`", stringify!($consumer), "` sends `", stringify!($message), "`, and is asserted not to"));
                }
            )+
        };
    };
}

/// Asserts at compile time that a consumer has a handler for a message, or for each of several: that clients may send
/// it.
///
/// ```
/// # use chanx::prelude::*;
/// # #[derive(Default)]
/// # pub struct PingConsumer;
/// # #[consumer(public)]
/// # impl PingConsumer {
/// #     #[ws_handler]
/// #     async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }
/// # }
/// chanx_testing::assert_handles!(PingConsumer, PingMessage);
/// ```
#[macro_export]
macro_rules! assert_handles {
    ($consumer:ty, $($message:ty),+ $(,)?) => {
        const _: () = { $($crate::__private::handles::<$consumer, $message, _>();)+ };
    };
}

/// Asserts at compile time that a consumer has no handler for a message: that clients cannot send it.
///
/// ```
/// # use chanx::prelude::*;
/// # #[derive(Default)]
/// # pub struct PingConsumer;
/// # #[consumer(public)]
/// # impl PingConsumer {
/// #     #[ws_handler]
/// #     async fn ping(&self, _: PingMessage) -> PongMessage { PongMessage }
/// # }
/// chanx_testing::assert_not_handles!(PingConsumer, PongMessage);
/// ```
#[macro_export]
macro_rules! assert_not_handles {
    ($consumer:ty, $($message:ty),+ $(,)?) => {
        const _: () = {
            #[allow(unused_imports, reason = "the trait answers for what is no message")]
            use $crate::__private::Otherwise as _;
            $(
                if $crate::__private::handles_any::<$consumer>($crate::__private::Probe::<$message>::ACCEPTS) {
                    panic!(concat!("`", stringify!($consumer), "` handles `", stringify!($message), "`, and is asserted not to"));
                }
            )+
        };
    };
}

/// Compiles where `C` declares `M`.
pub const fn sends<C: Sends<M>, M>() {}

/// Compiles where `C` has a handler for `M`.
pub const fn handles<C: Handles<M, Via>, M, Via>() {}

/// Whether `C` declares `M` by its type.
#[derive(Debug)]
pub struct Declared<C, M>(PhantomData<(C, M)>);

impl<C: Sends<M>, M> Declared<C, M> {
    /// It does.
    pub const SENDS: bool = true;
}

/// The answer of a consumer that does not.
pub trait Undeclared {
    /// It does not.
    const SENDS: bool = false;
}

impl<C, M> Undeclared for Declared<C, M> {}

/// Whether the consumer's tables say that it sends one of the messages, alone or within a union.
pub const fn sends_any<C: Consumer>(messages: &[&MessageInfo]) -> bool {
    let mut i = 0;
    while i < C::HANDLERS.len() {
        if replies_any(&C::HANDLERS[i].info.replies, messages) {
            return true;
        }
        i += 1;
    }
    let mut i = 0;
    while i < C::INFO.sends.len() {
        if overlap(C::INFO.sends[i], messages) {
            return true;
        }
        i += 1;
    }
    false
}

const fn replies_any(replies: &Replies, messages: &[&MessageInfo]) -> bool {
    match replies {
        Replies::Nothing | Replies::Text | Replies::Binary => false,
        Replies::OneOf(infos) => overlap(infos, messages),
        Replies::Optional(inner)
        | Replies::Many(inner)
        | Replies::Stream(inner)
        | Replies::Fallible(inner) => replies_any(inner, messages),
        Replies::All(parts) => {
            let mut i = 0;
            while i < parts.len() {
                if replies_any(parts[i], messages) {
                    return true;
                }
                i += 1;
            }
            false
        }
    }
}

/// Whether the consumer's tables say that it handles one of the messages.
pub const fn handles_any<C: Consumer>(messages: &[&MessageInfo]) -> bool {
    let mut i = 0;
    while i < C::HANDLERS.len() {
        if let Accepts::Messages(infos) = C::HANDLERS[i].info.accepts
            && overlap(infos, messages)
        {
            return true;
        }
        i += 1;
    }
    false
}

const fn overlap(some: &[&MessageInfo], others: &[&MessageInfo]) -> bool {
    let mut i = 0;
    while i < some.len() {
        let mut j = 0;
        while j < others.len() {
            if same(some[i].action, others[j].action) && same(some[i].name, others[j].name) {
                return true;
            }
            j += 1;
        }
        i += 1;
    }
    false
}
