impl RoomConsumer {
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    fn chat(&mut self, message: ChatMessage) {}
}
#[doc(hidden)]
#[allow(
    non_snake_case,
    unused,
    unused_macro_rules,
    reason = "its name is for the compiler's words"
)]
mod put_all_handlers_of_RoomConsumer_into_one_consumer_block {
    macro_rules! block {
        ([chat] { $($code:tt)* }) => {
            $($code)*
        };
        ($($other:tt)*) => {};
    }
    pub(super) use block;
}
#[allow(
    deprecated,
    unused_imports,
    reason = "what is deprecated still works, and probes may not need it"
)]
const _: () = {
    use ::chanx::__private::names as __chanx;
    use __chanx::{Otherwise as _, Silent as _, Unknown as _};
    impl __chanx::Consumer for RoomConsumer {
        type State = AppState;
        type Params = ();
        type Visitor = __chanx::Anyone;
        type Object = __chanx::NoObject;
        const INFO: __chanx::ConsumerInfo = __chanx::fallback::info("RoomConsumer");
        const HANDLERS: &'static [__chanx::Handler<Self>] = &[];
        fn identity(_: &__chanx::UserOf<Self>) -> __chanx::Cow<'_, str> {
            __chanx::fallback::identity()
        }
        fn get_object<'a>(
            _: &'a Self::Params,
            _: &'a Self::State,
        ) -> __chanx::Getting<'a, Self::Object> {
            __chanx::fallback::object()
        }
        fn connect(_: &__chanx::Context<Self>) -> __chanx::HandlerFuture<'_, Self> {
            __chanx::fallback::future()
        }
    }
    impl<__Any> __chanx::Serves<__Any> for RoomConsumer {
        fn state(_: &__Any) -> AppState {
            __chanx::fallback::value()
        }
    }
    impl<__Any> __chanx::Sends<__Any> for RoomConsumer {}
    impl<__Any> __chanx::HandlesEvent<__Any> for RoomConsumer {}
    impl<__Any> __chanx::Handles<__Any, ()> for RoomConsumer {}
};
::core::compile_error! {
    "the handler `chat` is not async\nwrite: async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Reply\n   or: async fn chat(message: ChatMessage, cx: Context<Self>) -> Reply\n`&self` will do where nothing changes; `cx` and the reply may be left out"
}
::core::compile_error! {
    "say who may connect: `user = …` with `authentication(…)`, `permissions(…)`, or `public` for everybody"
}
