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
#[allow(
    deprecated,
    unused_imports,
    reason = "what is deprecated still works, and probes may not need it"
)]
const _: () = {
    use ::chanx::__private::runtime::generated::{
        access::Unknown as _, probe::Otherwise as _, serving::Silent as _,
    };
    #[automatically_derived]
    impl<S: Store> ::chanx::__private::runtime::consumer::Consumer for StoreConsumer<S> {
        type State = S;
        type Params = ();
        type Visitor = ::chanx::__private::runtime::access::Anyone;
        type Object = ::chanx::__private::runtime::access::NoObject;
        const INFO: ::chanx::__private::runtime::table::ConsumerInfo = ::chanx::__private::runtime::table::ConsumerInfo {
            name: "StoreConsumer",
            description: "",
            summary: ::std::option::Option::None,
            tags: &[],
            deprecated: false,
            tag: ::chanx::__private::runtime::check::common_tag(&[]),
            access: ::chanx::__private::runtime::table::AccessInfo {
                user: ::std::option::Option::None,
                anonymous: true,
                authentications: &[],
                object: ::std::option::Option::None,
                permissions: ::std::option::Option::None,
            },
            groups: &[],
            build_groups: true,
            sends: &[],
        };
        const HANDLERS: &'static [::chanx::__private::runtime::consumer::Handler<
            Self,
        >] = &[
            ::chanx::__private::runtime::consumer::Handler {
                info: ::chanx::__private::runtime::table::HandlerInfo {
                    name: "text",
                    accepts: ::chanx::__private::runtime::table::Accepts::Text,
                    replies: <Text as ::chanx::__private::runtime::consumer::IntoReply<
                        Self,
                    >>::REPLIES,
                    concurrent: false,
                    permissions: ::std::option::Option::None,
                    description: "",
                    summary: ::std::option::Option::None,
                    tags: &[],
                    deprecated: false,
                },
                call: ::chanx::__private::runtime::consumer::Call::Sequential(|
                    this,
                    input,
                    cx|
                {
                    let argument = input.text::<String>()?;
                    ::std::result::Result::Ok(
                        ::std::boxed::Box::pin(async move {
                            ::chanx::__private::runtime::generated::serving::Replier::<
                                Text,
                                Self,
                            >::reply(Self::text(this, argument).await, cx)
                                .await
                        }),
                    )
                }),
            },
        ];
        fn identity(
            user: &::chanx::__private::runtime::consumer::UserOf<Self>,
        ) -> ::std::borrow::Cow<'_, str> {
            ::chanx::__private::runtime::generated::access::identity(user)
        }
        fn get_object<'a>(
            params: &'a Self::Params,
            state: &'a Self::State,
        ) -> ::chanx::__private::runtime::access::Getting<'a, Self::Object> {
            {
                let _ = (params, state);
                ::chanx::__private::runtime::generated::access::no_object()
            }
        }
        fn connect(
            cx: &::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'_, Self> {
            ::std::boxed::Box::pin(async move {
                let _ = cx;
                ::std::result::Result::Ok(
                    <Self as ::chanx::__private::runtime::generated::hook::Begin>::begin(),
                )
            })
        }
        fn build_groups<'a>(
            &'a mut self,
            cx: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<
            'a,
            ::std::vec::Vec<::std::string::String>,
        > {
            ::std::boxed::Box::pin(async move {
                let _ = cx;
                ::chanx::__private::runtime::generated::hook::Outcome::<
                    ::std::vec::Vec<::std::string::String>,
                >::outcome(Self::build_groups(self).await)
            })
        }
        fn post_authentication<'a>(
            &'a mut self,
            cx: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'a> {
            {
                let _ = (self, cx);
                ::std::boxed::Box::pin(
                    ::std::future::ready(::std::result::Result::Ok(())),
                )
            }
        }
        fn disconnected<'a>(
            self,
            cx: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'a> {
            {
                let _ = (self, cx);
                ::std::boxed::Box::pin(
                    ::std::future::ready(::std::result::Result::Ok(())),
                )
            }
        }
    }
    #[automatically_derived]
    impl<S: Store> ::chanx::__private::runtime::consumer::Serves<S>
    for StoreConsumer<S> {
        fn state(app: &S) -> S {
            ::std::clone::Clone::clone(app)
        }
    }
};
