impl<S: Store> StoreConsumer<S> {
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    async fn build_groups(&self) -> Vec<String> {
        self.store.groups()
    }
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    async fn text(&mut self, text: String) -> Text {
        Text(text)
    }
}
#[doc(hidden)]
#[allow(
    non_snake_case,
    unused,
    unused_macro_rules,
    reason = "its name is for the compiler's words"
)]
mod put_all_handlers_of_StoreConsumer_into_one_consumer_block {
    macro_rules! block {
        ([build_groups text] { $($code:tt)* }) => {
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
    #[automatically_derived]
    impl<S: Store> __chanx::Consumer for StoreConsumer<S> {
        type State = S;
        type Params = ();
        type Visitor = __chanx::Anyone;
        type Object = __chanx::NoObject;
        const INFO: __chanx::ConsumerInfo = __chanx::ConsumerInfo {
            build_groups: true,
            ..__chanx::ConsumerInfo::new("StoreConsumer")
        };
        const HANDLERS: &'static [__chanx::Handler<Self>] = &[
            __chanx::Handler {
                info: __chanx::HandlerInfo::new(
                    "text",
                    __chanx::Accepts::Text,
                    <Text as __chanx::IntoReply<Self>>::REPLIES,
                ),
                decode: __chanx::None,
                call: __chanx::Call::Sequential(|this, input, cx| {
                    let argument = input.text::<String>()?;
                    __chanx::Ok(
                        ::std::boxed::Box::pin(async move {
                            __chanx::Replier::<
                                Text,
                                Self,
                            >::reply(Self::text(this, argument).await, cx)
                                .await
                        }),
                    )
                }),
            },
        ];
        fn identity(user: &__chanx::UserOf<Self>) -> __chanx::Cow<'_, str> {
            __chanx::identity(user)
        }
        fn get_object<'a>(
            params: &'a Self::Params,
            state: &'a Self::State,
        ) -> __chanx::Getting<'a, Self::Object> {
            __chanx::no_object(params, state)
        }
        fn connect(cx: &__chanx::Context<Self>) -> __chanx::HandlerFuture<'_, Self> {
            __chanx::connect(cx, <Self as __chanx::Begin>::begin)
        }
        fn build_groups<'a>(
            &'a mut self,
            cx: &'a mut __chanx::Context<Self>,
        ) -> __chanx::HandlerFuture<'a, __chanx::Groups> {
            ::std::boxed::Box::pin(async move {
                let _ = cx;
                __chanx::Outcome::<
                    __chanx::Groups,
                >::outcome(Self::build_groups(self).await)
            })
        }
    }
    #[automatically_derived]
    impl<S: Store> __chanx::Serves<S> for StoreConsumer<S> {
        fn state(app: &S) -> S {
            __chanx::Clone::clone(app)
        }
    }
};
