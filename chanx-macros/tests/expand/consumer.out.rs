/// Talk in a room.
impl RoomConsumer {
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    async fn connect(cx: &Context<Self>) -> Result<Self> {
        Ok(Self { posted: 0 })
    }
    /// Post a message.
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    async fn chat(
        &mut self,
        message: ChatMessage,
        cx: &mut Context<Self>,
    ) -> Result<()> {
        self.posted += 1;
        cx.send_group_message(SaidMessage(message.0)).await
    }
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    async fn summarise(
        _: Summarise,
        cx: Context<Self>,
    ) -> Result<impl Stream<Item = SummaryPart>> {
        summary(cx)
    }
    #[allow(
        clippy::unused_async,
        clippy::unused_self,
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature is a handler's"
    )]
    async fn notify(&self, event: NotifyEvent) -> Option<NotificationMessage> {
        event.into()
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
    impl ::chanx::__private::runtime::consumer::Consumer for RoomConsumer {
        type State = AppState;
        type Params = RoomPath;
        type Visitor = ::chanx::__private::runtime::access::Required<Account>;
        type Object = Room;
        const INFO: ::chanx::__private::runtime::table::ConsumerInfo = ::chanx::__private::runtime::table::ConsumerInfo {
            name: "RoomConsumer",
            description: "Talk in a room.",
            summary: ::std::option::Option::None,
            tags: &[],
            deprecated: false,
            tag: ::chanx::__private::runtime::check::common_tag(
                &[
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        ChatMessage,
                    >::ACCEPTS,
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        Summarise,
                    >::ACCEPTS,
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        SummaryPart,
                    >::SENDS,
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        NotificationMessage,
                    >::SENDS,
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        SaidMessage,
                    >::SENDS,
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        Announcement,
                    >::SENDS,
                ],
            ),
            access: ::chanx::__private::runtime::table::AccessInfo {
                user: ::std::option::Option::Some("Account"),
                anonymous: false,
                authentications: &[
                    ::chanx::__private::runtime::table::AuthenticationInfo {
                        name: "SessionAuthentication<Account>",
                        schemes: ::chanx::__private::runtime::generated::access::Known::<
                            SessionAuthentication<Account>,
                            <Self as ::chanx::__private::runtime::consumer::Consumer>::State,
                        >::SCHEMES,
                    },
                    ::chanx::__private::runtime::table::AuthenticationInfo {
                        name: "TokenAuthentication<Account>",
                        schemes: ::chanx::__private::runtime::generated::access::Known::<
                            TokenAuthentication<Account>,
                            <Self as ::chanx::__private::runtime::consumer::Consumer>::State,
                        >::SCHEMES,
                    },
                ],
                object: ::std::option::Option::Some("Room"),
                permissions: ::std::option::Option::Some(
                    "IsMember & !IsBanned | HasScope(\"rooms\")",
                ),
            },
            groups: &["room_{room_id}", "announcements"],
            build_groups: false,
            sends: &[
                <SaidMessage as ::chanx::__private::runtime::message::Outgoing>::SENDS,
                ::chanx::__private::runtime::generated::probe::Probe::<
                    Announcement,
                >::SENDS,
            ],
        };
        const HANDLERS: &'static [::chanx::__private::runtime::consumer::Handler<
            Self,
        >] = &[
            ::chanx::__private::runtime::consumer::Handler {
                info: ::chanx::__private::runtime::table::HandlerInfo {
                    name: "chat",
                    accepts: ::chanx::__private::runtime::table::Accepts::Messages(
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            ChatMessage,
                        >::ACCEPTS,
                    ),
                    replies: <Result<
                        (),
                    > as ::chanx::__private::runtime::consumer::IntoReply<
                        Self,
                    >>::REPLIES,
                    concurrent: false,
                    permissions: ::std::option::Option::Some("CanPost"),
                    description: "Post a message.",
                    summary: ::std::option::Option::Some("Post"),
                    tags: &[],
                    deprecated: false,
                },
                call: ::chanx::__private::runtime::consumer::Call::Sequential(|
                    this,
                    input,
                    cx|
                {
                    let argument = input.message::<ChatMessage>()?;
                    ::std::result::Result::Ok(
                        ::std::boxed::Box::pin(async move {
                            ::chanx::__private::runtime::generated::serving::Replier::<
                                Result<()>,
                                Self,
                            >::reply(Self::chat(this, argument, cx).await, cx)
                                .await
                        }),
                    )
                }),
            },
            ::chanx::__private::runtime::consumer::Handler {
                info: ::chanx::__private::runtime::table::HandlerInfo {
                    name: "summarise",
                    accepts: ::chanx::__private::runtime::table::Accepts::Messages(
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            Summarise,
                        >::ACCEPTS,
                    ),
                    replies: <Result<
                        ::chanx::__private::runtime::consumer::BoxStream<SummaryPart>,
                    > as ::chanx::__private::runtime::consumer::IntoReply<
                        Self,
                    >>::REPLIES,
                    concurrent: true,
                    permissions: ::std::option::Option::None,
                    description: "",
                    summary: ::std::option::Option::None,
                    tags: &[],
                    deprecated: false,
                },
                call: ::chanx::__private::runtime::consumer::Call::Concurrent(|
                    input,
                    cx|
                {
                    let argument = input.message::<Summarise>()?;
                    ::std::result::Result::Ok(
                        ::std::boxed::Box::pin(async move {
                            let to = ::std::clone::Clone::clone(&cx);
                            ::chanx::__private::runtime::generated::serving::Replier::<
                                Result<
                                    ::chanx::__private::runtime::consumer::BoxStream<
                                        SummaryPart,
                                    >,
                                >,
                                Self,
                            >::reply(
                                    Self::summarise(argument, cx)
                                        .await
                                        .map(|part| ::chanx::__private::runtime::consumer::Streaming(
                                            part,
                                        )),
                                    &to,
                                )
                                .await
                        }),
                    )
                }),
            },
            ::chanx::__private::runtime::consumer::Handler {
                info: ::chanx::__private::runtime::table::HandlerInfo {
                    name: "notify",
                    accepts: ::chanx::__private::runtime::generated::probe::Probe::<
                        NotifyEvent,
                    >::HANDLED,
                    replies: <Option<
                        NotificationMessage,
                    > as ::chanx::__private::runtime::consumer::IntoReply<
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
                    let argument = input.event::<NotifyEvent>()?;
                    ::std::result::Result::Ok(
                        ::std::boxed::Box::pin(async move {
                            ::chanx::__private::runtime::generated::serving::Replier::<
                                Option<NotificationMessage>,
                                Self,
                            >::reply(Self::notify(this, argument).await, cx)
                                .await
                        }),
                    )
                }),
            },
            ::chanx::__private::runtime::consumer::Handler::<
                Self,
            >::passthrough::<Announcement>(),
        ];
        fn settings(settings: &mut ::chanx::__private::runtime::settings::Settings) {
            settings.camelize = true;
            settings.subprotocols = ::chanx::__private::runtime::generated::setting::texts([
                "chat.v1",
            ]);
        }
        fn identity(
            user: &::chanx::__private::runtime::consumer::UserOf<Self>,
        ) -> ::std::borrow::Cow<'_, str> {
            ::chanx::__private::runtime::generated::access::identity::<Account>(user)
        }
        fn authentications() -> ::std::vec::Vec<
            ::chanx::__private::runtime::access::Authenticator<
                ::chanx::__private::runtime::consumer::UserOf<Self>,
                Self::State,
            >,
        > {
            ::std::vec![
                ::chanx::__private::runtime::generated::access::authentication:: < Self,
                SessionAuthentication < Account > > (),
                ::chanx::__private::runtime::generated::access::authentication:: < Self,
                TokenAuthentication < Account > > ()
            ]
        }
        fn get_object<'a>(
            params: &'a Self::Params,
            state: &'a Self::State,
        ) -> ::chanx::__private::runtime::access::Getting<'a, Self::Object> {
            ::chanx::__private::runtime::generated::access::object::<
                Self,
                Room,
            >(params, state)
        }
        fn permissions() -> ::std::option::Option<
            ::chanx::__private::runtime::consumer::RuleOf<Self>,
        > {
            ::std::option::Option::Some(
                ::chanx::__private::runtime::access::Rule::any(
                    ::chanx::__private::runtime::access::Rule::all(
                        ::chanx::__private::runtime::generated::access::permission::<
                            Self,
                            _,
                        >(IsMember),
                        ::chanx::__private::runtime::access::Rule::negation(
                            ::chanx::__private::runtime::generated::access::permission::<
                                Self,
                                _,
                            >(IsBanned),
                        ),
                    ),
                    ::chanx::__private::runtime::generated::access::permission::<
                        Self,
                        _,
                    >(HasScope("rooms")),
                ),
            )
        }
        fn guards() -> ::std::vec::Vec<
            (&'static str, ::chanx::__private::runtime::consumer::RuleOf<Self>),
        > {
            let mut guards = ::std::vec::Vec::new();
            guards
                .push((
                    "chat",
                    ::chanx::__private::runtime::generated::access::permission::<
                        Self,
                        _,
                    >(CanPost),
                ));
            guards
        }
        fn connect(
            cx: &::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<'_, Self> {
            ::std::boxed::Box::pin(async move {
                ::chanx::__private::runtime::generated::hook::Outcome::<
                    Self,
                >::outcome(Self::connect(cx).await)
            })
        }
        fn build_groups<'a>(
            &'a mut self,
            cx: &'a mut ::chanx::__private::runtime::consumer::Context<Self>,
        ) -> ::chanx::__private::runtime::consumer::HandlerFuture<
            'a,
            ::std::vec::Vec<::std::string::String>,
        > {
            {
                let _ = (self, &cx);
                ::std::boxed::Box::pin(
                    ::std::future::ready(
                        ::std::result::Result::Ok(
                            ::std::vec![
                                ::chanx::__private::runtime::generated::probe::Probe:: <
                                RoomPath > ::group(&
                                [::chanx::__private::runtime::generated::group::Part::Text("room_"),
                                ::chanx::__private::runtime::generated::group::Part::Param("room_id")],
                                cx.params()),
                                ::chanx::__private::runtime::generated::probe::Probe:: <
                                RoomPath > ::group(&
                                [::chanx::__private::runtime::generated::group::Part::Text("announcements")],
                                cx.params())
                            ],
                        ),
                    ),
                )
            }
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
    impl ::chanx::__private::runtime::consumer::Serves<AppState> for RoomConsumer {
        fn state(app: &AppState) -> AppState {
            ::std::clone::Clone::clone(app)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::consumer::Sends<SummaryPart> for RoomConsumer {}
    #[automatically_derived]
    impl ::chanx::__private::runtime::consumer::Sends<NotificationMessage>
    for RoomConsumer {}
    #[automatically_derived]
    impl ::chanx::__private::runtime::consumer::Sends<SaidMessage> for RoomConsumer {}
    #[automatically_derived]
    impl ::chanx::__private::runtime::consumer::Sends<Announcement> for RoomConsumer {}
    #[automatically_derived]
    impl ::chanx::__private::runtime::event::HandlesEvent<NotifyEvent> for RoomConsumer {}
    #[automatically_derived]
    impl ::chanx::__private::runtime::event::HandlesEvent<Announcement>
    for RoomConsumer {}
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl<
        __Message,
    > ::chanx::__private::runtime::consumer::Handles<
        __Message,
        ::chanx::__private::runtime::consumer::Via<0usize>,
    > for RoomConsumer
    where
        ChatMessage: ::chanx::__private::runtime::message::Includes<__Message>,
    {}
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl<
        __Message,
    > ::chanx::__private::runtime::consumer::Handles<
        __Message,
        ::chanx::__private::runtime::consumer::Via<1usize>,
    > for RoomConsumer
    where
        Summarise: ::chanx::__private::runtime::message::Includes<__Message>,
    {}
    const _: () = ::chanx::__private::runtime::check::unique_actions(
        "summarise",
        ::chanx::__private::runtime::generated::probe::Probe::<Summarise>::ACCEPTS,
        &[
            (
                "chat",
                ::chanx::__private::runtime::generated::probe::Probe::<
                    ChatMessage,
                >::ACCEPTS,
            ),
        ],
    );
    const _: () = ::chanx::__private::runtime::check::unique_event(
        "passthrough(Announcement)",
        ::chanx::__private::runtime::generated::probe::Probe::<Announcement>::EVENT,
        &[
            (
                "notify",
                ::chanx::__private::runtime::generated::probe::Probe::<
                    NotifyEvent,
                >::EVENT,
            ),
        ],
    );
    const _: () = ::chanx::__private::runtime::check::same_tag(
        ::chanx::__private::runtime::generated::probe::Probe::<Summarise>::ACCEPTS,
        &[::chanx::__private::runtime::generated::probe::Probe::<ChatMessage>::ACCEPTS],
    );
    const _: () = ::chanx::__private::runtime::check::same_tag(
        ::chanx::__private::runtime::generated::probe::Probe::<SummaryPart>::SENDS,
        &[
            ::chanx::__private::runtime::generated::probe::Probe::<ChatMessage>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<Summarise>::ACCEPTS,
        ],
    );
    const _: () = ::chanx::__private::runtime::check::same_tag(
        ::chanx::__private::runtime::generated::probe::Probe::<
            NotificationMessage,
        >::SENDS,
        &[
            ::chanx::__private::runtime::generated::probe::Probe::<ChatMessage>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<Summarise>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<SummaryPart>::SENDS,
        ],
    );
    const _: () = ::chanx::__private::runtime::check::same_tag(
        ::chanx::__private::runtime::generated::probe::Probe::<SaidMessage>::SENDS,
        &[
            ::chanx::__private::runtime::generated::probe::Probe::<ChatMessage>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<Summarise>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<SummaryPart>::SENDS,
            ::chanx::__private::runtime::generated::probe::Probe::<
                NotificationMessage,
            >::SENDS,
        ],
    );
    const _: () = ::chanx::__private::runtime::check::same_tag(
        ::chanx::__private::runtime::generated::probe::Probe::<Announcement>::SENDS,
        &[
            ::chanx::__private::runtime::generated::probe::Probe::<ChatMessage>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<Summarise>::ACCEPTS,
            ::chanx::__private::runtime::generated::probe::Probe::<SummaryPart>::SENDS,
            ::chanx::__private::runtime::generated::probe::Probe::<
                NotificationMessage,
            >::SENDS,
            ::chanx::__private::runtime::generated::probe::Probe::<SaidMessage>::SENDS,
        ],
    );
    const _: () = ::chanx::__private::runtime::check::group(
        "room_{room_id}",
        "room_id",
        "RoomPath",
        ::chanx::__private::runtime::generated::probe::Probe::<RoomPath>::FIELDS,
    );
};
///Every message that a client can send to `RoomConsumer`.
#[allow(
    dead_code,
    deprecated,
    private_interfaces,
    unreachable_pub,
    clippy::large_enum_variant,
    reason = "for whoever wants it, as visible as its messages"
)]
pub enum RoomConsumerIncoming {
    ///A `ChatMessage`.
    Chat(ChatMessage),
    ///A `Summarise`.
    Summarise(Summarise),
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
    impl ::std::convert::From<ChatMessage> for RoomConsumerIncoming {
        fn from(message: ChatMessage) -> Self {
            Self::Chat(message)
        }
    }
    #[automatically_derived]
    impl ::std::convert::From<Summarise> for RoomConsumerIncoming {
        fn from(message: Summarise) -> Self {
            Self::Summarise(message)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::serde::Serialize for RoomConsumerIncoming {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            to: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            match self {
                Self::Chat(message) => {
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        ChatMessage,
                    >::serialize(message, to)
                }
                Self::Summarise(message) => {
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        Summarise,
                    >::serialize(message, to)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::std::fmt::Debug for RoomConsumerIncoming {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            ::chanx::__private::runtime::generated::union::debug(self, f)
        }
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl ::chanx::__private::runtime::message::Incoming for RoomConsumerIncoming {
        const ACCEPTS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = {
            const LISTS: &[&[&::chanx::__private::runtime::table::MessageInfo]] = &[
                ::chanx::__private::runtime::generated::probe::Probe::<
                    ChatMessage,
                >::ACCEPTS,
                ::chanx::__private::runtime::generated::probe::Probe::<
                    Summarise,
                >::ACCEPTS,
            ];
            const JOINED: [&::chanx::__private::runtime::table::MessageInfo; ::chanx::__private::runtime::generated::union::count(
                LISTS,
            )] = ::chanx::__private::runtime::generated::union::join(LISTS);
            &JOINED
        };
        fn decode(
            action: &str,
            text: &str,
        ) -> ::std::result::Result<Self, ::chanx::__private::runtime::decode::Invalid> {
            if let ::std::option::Option::Some(message) = ::chanx::__private::runtime::generated::probe::Probe::<
                ChatMessage,
            >::decode(action, text) {
                return message.map(Self::Chat);
            }
            if let ::std::option::Option::Some(message) = ::chanx::__private::runtime::generated::probe::Probe::<
                Summarise,
            >::decode(action, text) {
                return message.map(Self::Summarise);
            }
            ::std::result::Result::Err(
                ::chanx::__private::runtime::decode::Invalid::kind(),
            )
        }
    }
};
///Every message that `RoomConsumer` sends.
#[allow(
    dead_code,
    deprecated,
    private_interfaces,
    unreachable_pub,
    clippy::large_enum_variant,
    reason = "for whoever wants it, as visible as its messages"
)]
pub enum RoomConsumerOutgoing {
    ///A `SummaryPart`.
    SummaryPart(SummaryPart),
    ///A `NotificationMessage`.
    Notification(NotificationMessage),
    ///A `SaidMessage`.
    Said(SaidMessage),
    ///A `Announcement`.
    Announcement(Announcement),
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
    impl ::std::convert::From<SummaryPart> for RoomConsumerOutgoing {
        fn from(message: SummaryPart) -> Self {
            Self::SummaryPart(message)
        }
    }
    #[automatically_derived]
    impl ::std::convert::From<NotificationMessage> for RoomConsumerOutgoing {
        fn from(message: NotificationMessage) -> Self {
            Self::Notification(message)
        }
    }
    #[automatically_derived]
    impl ::std::convert::From<SaidMessage> for RoomConsumerOutgoing {
        fn from(message: SaidMessage) -> Self {
            Self::Said(message)
        }
    }
    #[automatically_derived]
    impl ::std::convert::From<Announcement> for RoomConsumerOutgoing {
        fn from(message: Announcement) -> Self {
            Self::Announcement(message)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::serde::Serialize for RoomConsumerOutgoing {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            to: __S,
        ) -> ::std::result::Result<__S::Ok, __S::Error> {
            match self {
                Self::SummaryPart(message) => {
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        SummaryPart,
                    >::serialize(message, to)
                }
                Self::Notification(message) => {
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        NotificationMessage,
                    >::serialize(message, to)
                }
                Self::Said(message) => {
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        SaidMessage,
                    >::serialize(message, to)
                }
                Self::Announcement(message) => {
                    ::chanx::__private::runtime::generated::probe::Probe::<
                        Announcement,
                    >::serialize(message, to)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::std::fmt::Debug for RoomConsumerOutgoing {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            ::chanx::__private::runtime::generated::union::debug(self, f)
        }
    }
    #[automatically_derived]
    impl RoomConsumerOutgoing {
        /// Decodes a frame that the consumer sent.
        ///
        /// # Errors
        /// When the frame is none of these messages.
        pub fn decode(
            text: &str,
        ) -> ::std::result::Result<Self, ::chanx::__private::runtime::decode::Invalid> {
            ::chanx::__private::runtime::generated::union::decode(
                text,
                ::chanx::__private::runtime::check::common_tag(
                    &[
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            SummaryPart,
                        >::SENDS,
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            NotificationMessage,
                        >::SENDS,
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            SaidMessage,
                        >::SENDS,
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            Announcement,
                        >::SENDS,
                    ],
                ),
                &[
                    (
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            SummaryPart,
                        >::SENDS,
                        |action, text| {
                            ::std::option::Option::Some(
                                ::chanx::__private::runtime::generated::probe::Probe::<
                                    SummaryPart,
                                >::decode(action, text)?
                                    .map(Self::SummaryPart),
                            )
                        },
                    ),
                    (
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            NotificationMessage,
                        >::SENDS,
                        |action, text| {
                            ::std::option::Option::Some(
                                ::chanx::__private::runtime::generated::probe::Probe::<
                                    NotificationMessage,
                                >::decode(action, text)?
                                    .map(Self::Notification),
                            )
                        },
                    ),
                    (
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            SaidMessage,
                        >::SENDS,
                        |action, text| {
                            ::std::option::Option::Some(
                                ::chanx::__private::runtime::generated::probe::Probe::<
                                    SaidMessage,
                                >::decode(action, text)?
                                    .map(Self::Said),
                            )
                        },
                    ),
                    (
                        ::chanx::__private::runtime::generated::probe::Probe::<
                            Announcement,
                        >::SENDS,
                        |action, text| {
                            ::std::option::Option::Some(
                                ::chanx::__private::runtime::generated::probe::Probe::<
                                    Announcement,
                                >::decode(action, text)?
                                    .map(Self::Announcement),
                            )
                        },
                    ),
                ],
            )
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::consumer::Declares for RoomConsumer {
        type Outgoing = RoomConsumerOutgoing;
        fn decode_outgoing(
            text: &str,
        ) -> ::std::result::Result<
            RoomConsumerOutgoing,
            ::chanx::__private::runtime::decode::Invalid,
        > {
            RoomConsumerOutgoing::decode(text)
        }
    }
};
