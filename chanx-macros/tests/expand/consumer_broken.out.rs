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
#[allow(
    deprecated,
    unused_imports,
    reason = "what is deprecated still works, and probes may not need it"
)]
const _: () = {
    use ::chanx::__private::runtime::generated::{
        access::Unknown as _, probe::Otherwise as _, serving::Silent as _,
    };
    impl ::chanx::__private::runtime::consumer::Consumer for RoomConsumer {
        type State = AppState;
        type Params = ();
        type Visitor = ::chanx::__private::runtime::access::Anyone;
        type Object = ::chanx::__private::runtime::access::NoObject;
        const INFO: ::chanx::__private::runtime::table::ConsumerInfo = ::chanx::__private::runtime::generated::fallback::info(
            "RoomConsumer",
        );
        const HANDLERS: &'static [::chanx::__private::runtime::consumer::Handler<
            Self,
        >] = &[];
        fn identity(
            _: &::chanx::__private::runtime::consumer::UserOf<Self>,
        ) -> ::std::borrow::Cow<'_, str> {
            ::chanx::__private::runtime::generated::fallback::identity()
        }
        fn get_object<'a>(
            _: &'a Self::Params,
            _: &'a Self::State,
        ) -> ::chanx::__private::runtime::access::Getting<'a, Self::Object> {
            ::chanx::__private::runtime::generated::fallback::object()
        }
        fn connect(
            _: &::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'_, Self> {
            ::chanx::__private::runtime::generated::fallback::future()
        }
        fn build_groups<'a>(
            &'a mut self,
            _: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<
            'a,
            ::std::vec::Vec<::std::string::String>,
        > {
            ::chanx::__private::runtime::generated::fallback::future()
        }
        fn post_authentication<'a>(
            &'a mut self,
            _: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'a> {
            ::chanx::__private::runtime::generated::fallback::future()
        }
        fn disconnected<'a>(
            self,
            _: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'a> {
            ::chanx::__private::runtime::generated::fallback::future()
        }
    }
    impl<__Any> ::chanx::__private::runtime::consumer::Serves<__Any> for RoomConsumer {
        fn state(_: &__Any) -> AppState {
            ::chanx::__private::runtime::generated::fallback::value()
        }
    }
    impl<__Any> ::chanx::__private::runtime::consumer::Sends<__Any> for RoomConsumer {}
    impl<__Any> ::chanx::__private::runtime::event::HandlesEvent<__Any>
    for RoomConsumer {}
    impl<__Any> ::chanx::__private::runtime::consumer::Handles<__Any, ()>
    for RoomConsumer {}
};
::core::compile_error! {
    "the handler `chat` is not async\nwrite: async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Reply\n   or: async fn chat(message: ChatMessage, cx: Context<Self>) -> Reply\n`&self` will do where nothing changes; `cx` and the reply may be left out"
}
::core::compile_error! {
    "say who may connect: `user = …` with `authentication(…)`, `permissions(…)`, or `public` for everybody"
}
