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
#[doc(hidden)]
#[allow(
    non_snake_case,
    unused,
    unused_macro_rules,
    reason = "its name is for the compiler's words"
)]
mod put_all_handlers_of_RoomConsumer_into_one_consumer_block {
    macro_rules! block {
        ([connect chat summarise notify] { $($code:tt)* }) => {
            $($code)*
        };
        ($($other:tt)*) => {};
    }
    pub(super) use block;
}
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
    use ::chanx::__private::names as __chanx;
    use __chanx::{Otherwise as _, Silent as _, Unknown as _};
    #[automatically_derived]
    impl __chanx::Consumer for RoomConsumer {
        type State = AppState;
        type Params = RoomPath;
        type Visitor = __chanx::Required<Account>;
        type Object = Room;
        const INFO: __chanx::ConsumerInfo = __chanx::ConsumerInfo {
            description: "Talk in a room.",
            tag: __chanx::common_tag(__MESSAGES),
            access: __chanx::AccessInfo {
                user: __chanx::Some("Account"),
                anonymous: false,
                authentications: &[
                    __chanx::AuthenticationInfo {
                        name: "SessionAuthentication<Account>",
                        schemes: __chanx::Known::<
                            SessionAuthentication<Account>,
                            Self::State,
                        >::SCHEMES,
                    },
                    __chanx::AuthenticationInfo {
                        name: "TokenAuthentication<Account>",
                        schemes: __chanx::Known::<
                            TokenAuthentication<Account>,
                            Self::State,
                        >::SCHEMES,
                    },
                ],
                object: __chanx::Some("Room"),
                permissions: __chanx::Some("IsMember & !IsBanned | HasScope(\"rooms\")"),
            },
            groups: &["room_{room_id}", "announcements"],
            sends: &[
                <SaidMessage as __chanx::Outgoing>::SENDS,
                __chanx::Probe::<Announcement>::SENDS,
            ],
            ..__chanx::ConsumerInfo::new("RoomConsumer")
        };
        const HANDLERS: &'static [__chanx::Handler<Self>] = &[
            __chanx::Handler {
                info: __chanx::HandlerInfo {
                    permissions: __chanx::Some("CanPost"),
                    description: "Post a message.",
                    summary: __chanx::Some("Post"),
                    ..__chanx::HandlerInfo::new(
                        "chat",
                        __chanx::Probe::<ChatMessage>::TAKEN,
                        <Result<()> as __chanx::IntoReply<Self>>::REPLIES,
                    )
                },
                decode: __chanx::Probe::<ChatMessage>::DECODE,
                call: __chanx::Call::Sequential(|this, input, cx| {
                    let argument = input.message::<ChatMessage>(cx.asked())?;
                    __chanx::Ok(
                        ::std::boxed::Box::pin(async move {
                            __chanx::Replier::<
                                Result<()>,
                                Self,
                            >::reply(Self::chat(this, argument, cx).await, cx)
                                .await
                        }),
                    )
                }),
            },
            __chanx::Handler {
                info: __chanx::HandlerInfo {
                    concurrent: true,
                    ..__chanx::HandlerInfo::new(
                        "summarise",
                        __chanx::Probe::<Summarise>::TAKEN,
                        <Result<
                            __chanx::ReplyStream<SummaryPart>,
                        > as __chanx::IntoReply<Self>>::REPLIES,
                    )
                },
                decode: __chanx::Probe::<Summarise>::DECODE,
                call: __chanx::Call::Concurrent(|input, mut cx| {
                    let argument = input.message::<Summarise>(cx.asked())?;
                    __chanx::Ok(
                        ::std::boxed::Box::pin(async move {
                            let to = __chanx::Clone::clone(&cx);
                            __chanx::Replier::<
                                Result<__chanx::ReplyStream<SummaryPart>>,
                                Self,
                            >::reply(
                                    Self::summarise(argument, cx)
                                        .await
                                        .map(|part| __chanx::Streaming(part)),
                                    &to,
                                )
                                .await
                        }),
                    )
                }),
            },
            __chanx::Handler {
                info: __chanx::HandlerInfo::new(
                    "notify",
                    __chanx::Probe::<NotifyEvent>::HANDLED,
                    <Option<NotificationMessage> as __chanx::IntoReply<Self>>::REPLIES,
                ),
                decode: __chanx::None,
                call: __chanx::Call::Sequential(|this, input, cx| {
                    let argument = input.event::<NotifyEvent>()?;
                    __chanx::Ok(
                        ::std::boxed::Box::pin(async move {
                            __chanx::Replier::<
                                Option<NotificationMessage>,
                                Self,
                            >::reply(Self::notify(this, argument).await, cx)
                                .await
                        }),
                    )
                }),
            },
            __chanx::Handler::<Self>::passthrough::<Announcement>(),
        ];
        const GROUPS: &'static [&'static [__chanx::GroupPart]] = &[
            &[__chanx::GroupPart::Text("room_"), __chanx::GroupPart::Param("room_id")],
            &[__chanx::GroupPart::Text("announcements")],
        ];
        fn settings(settings: &mut __chanx::Settings) {
            settings.camelize = true;
            settings.subprotocols = __chanx::texts(["chat.v1"]);
        }
        fn identity(user: &__chanx::UserOf<Self>) -> __chanx::Cow<'_, str> {
            __chanx::identity::<Account>(user)
        }
        fn authentications() -> __chanx::Authenticators<Self> {
            __chanx::Vec::from([
                __chanx::authentication::<Self, SessionAuthentication<Account>>(),
                __chanx::authentication::<Self, TokenAuthentication<Account>>(),
            ])
        }
        fn get_object<'a>(
            params: &'a Self::Params,
            state: &'a Self::State,
        ) -> __chanx::Getting<'a, Self::Object> {
            __chanx::get_object::<Self, Room>(params, state)
        }
        fn permissions() -> __chanx::Option<__chanx::RuleOf<Self>> {
            __chanx::Some(
                __chanx::Rule::any(
                    __chanx::Rule::all(
                        __chanx::permission::<Self, _>(IsMember),
                        __chanx::Rule::negation(__chanx::permission::<Self, _>(IsBanned)),
                    ),
                    __chanx::permission::<Self, _>(HasScope("rooms")),
                ),
            )
        }
        fn guards() -> __chanx::Guards<Self> {
            __chanx::Vec::from([("chat", __chanx::permission::<Self, _>(CanPost))])
        }
        fn connect(cx: &__chanx::Context<Self>) -> __chanx::HandlerFuture<'_, Self> {
            ::std::boxed::Box::pin(async move {
                __chanx::Outcome::<Self>::outcome(Self::connect(cx).await)
            })
        }
    }
    #[automatically_derived]
    impl __chanx::Serves<AppState> for RoomConsumer {
        fn state(app: &AppState) -> AppState {
            __chanx::Clone::clone(app)
        }
    }
    #[automatically_derived]
    impl __chanx::Sends<SummaryPart> for RoomConsumer {}
    #[automatically_derived]
    impl __chanx::Sends<NotificationMessage> for RoomConsumer {}
    #[automatically_derived]
    impl __chanx::Sends<SaidMessage> for RoomConsumer {}
    #[automatically_derived]
    impl __chanx::Sends<Announcement> for RoomConsumer {}
    #[automatically_derived]
    impl __chanx::HandlesEvent<NotifyEvent> for RoomConsumer {}
    #[automatically_derived]
    impl __chanx::HandlesEvent<Announcement> for RoomConsumer {}
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl<__Message> __chanx::Handles<__Message, __chanx::Via<0usize>> for RoomConsumer
    where
        ChatMessage: __chanx::Includes<__Message>,
    {}
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl<__Message> __chanx::Handles<__Message, __chanx::Via<1usize>> for RoomConsumer
    where
        Summarise: __chanx::Includes<__Message>,
    {}
    const __ACTIONS: &[__chanx::Named] = &[
        ("chat", __chanx::Probe::<ChatMessage>::ACCEPTS),
        ("summarise", __chanx::Probe::<Summarise>::ACCEPTS),
    ];
    const _: () = __chanx::unique_actions(
        "summarise",
        __chanx::Probe::<Summarise>::ACCEPTS,
        __ACTIONS,
    );
    const __EVENTS: &[__chanx::NamedEvent] = &[
        ("notify", __chanx::Probe::<NotifyEvent>::EVENT),
        ("passthrough(Announcement)", __chanx::Probe::<Announcement>::EVENT),
    ];
    const _: () = __chanx::unique_event(
        "passthrough(Announcement)",
        __chanx::Probe::<Announcement>::EVENT,
        __EVENTS,
    );
    const __MESSAGES: &[__chanx::Messages] = &[
        __chanx::Probe::<ChatMessage>::ACCEPTS,
        __chanx::Probe::<Summarise>::ACCEPTS,
        __chanx::Probe::<SummaryPart>::SENDS,
        __chanx::Probe::<NotificationMessage>::SENDS,
        __chanx::Probe::<SaidMessage>::SENDS,
        __chanx::Probe::<Announcement>::SENDS,
    ];
    const _: () = __chanx::same_tag(__chanx::Probe::<Summarise>::ACCEPTS, __MESSAGES);
    const _: () = __chanx::same_tag(__chanx::Probe::<SummaryPart>::SENDS, __MESSAGES);
    const _: () = __chanx::same_tag(
        __chanx::Probe::<NotificationMessage>::SENDS,
        __MESSAGES,
    );
    const _: () = __chanx::same_tag(__chanx::Probe::<SaidMessage>::SENDS, __MESSAGES);
    const _: () = __chanx::same_tag(__chanx::Probe::<Announcement>::SENDS, __MESSAGES);
    const _: () = __chanx::group(
        "room_{room_id}",
        "room_id",
        "RoomPath",
        __chanx::Probe::<RoomPath>::FIELDS,
    );
    #[automatically_derived]
    impl __chanx::From<ChatMessage> for RoomConsumerIncoming {
        fn from(message: ChatMessage) -> Self {
            Self::Chat(message)
        }
    }
    #[automatically_derived]
    impl __chanx::From<Summarise> for RoomConsumerIncoming {
        fn from(message: Summarise) -> Self {
            Self::Summarise(message)
        }
    }
    #[automatically_derived]
    impl __chanx::Serialize for RoomConsumerIncoming {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            match self {
                Self::Chat(message) => {
                    __chanx::Probe::<ChatMessage>::serialize(message, to)
                }
                Self::Summarise(message) => {
                    __chanx::Probe::<Summarise>::serialize(message, to)
                }
            }
        }
    }
    #[automatically_derived]
    impl __chanx::fmt::Debug for RoomConsumerIncoming {
        fn fmt(&self, f: &mut __chanx::fmt::Formatter<'_>) -> __chanx::fmt::Result {
            __chanx::debug(self, f)
        }
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl __chanx::Incoming for RoomConsumerIncoming {
        const ACCEPTS: __chanx::Messages = {
            const LISTS: &[__chanx::Messages] = &[
                __chanx::Probe::<ChatMessage>::ACCEPTS,
                __chanx::Probe::<Summarise>::ACCEPTS,
            ];
            &__chanx::join::<{ __chanx::count(LISTS) }>(LISTS)
        };
        fn decode(
            frame: &__chanx::Frame<'_>,
        ) -> __chanx::Result<Self, __chanx::Invalid> {
            __chanx::decode_taken(
                frame,
                &[
                    |frame| __chanx::Probe::<ChatMessage>::decode(frame, Self::Chat),
                    |frame| __chanx::Probe::<Summarise>::decode(frame, Self::Summarise),
                ],
            )
        }
    }
    #[automatically_derived]
    impl __chanx::From<SummaryPart> for RoomConsumerOutgoing {
        fn from(message: SummaryPart) -> Self {
            Self::SummaryPart(message)
        }
    }
    #[automatically_derived]
    impl __chanx::From<NotificationMessage> for RoomConsumerOutgoing {
        fn from(message: NotificationMessage) -> Self {
            Self::Notification(message)
        }
    }
    #[automatically_derived]
    impl __chanx::From<SaidMessage> for RoomConsumerOutgoing {
        fn from(message: SaidMessage) -> Self {
            Self::Said(message)
        }
    }
    #[automatically_derived]
    impl __chanx::From<Announcement> for RoomConsumerOutgoing {
        fn from(message: Announcement) -> Self {
            Self::Announcement(message)
        }
    }
    #[automatically_derived]
    impl __chanx::Serialize for RoomConsumerOutgoing {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            match self {
                Self::SummaryPart(message) => {
                    __chanx::Probe::<SummaryPart>::serialize(message, to)
                }
                Self::Notification(message) => {
                    __chanx::Probe::<NotificationMessage>::serialize(message, to)
                }
                Self::Said(message) => {
                    __chanx::Probe::<SaidMessage>::serialize(message, to)
                }
                Self::Announcement(message) => {
                    __chanx::Probe::<Announcement>::serialize(message, to)
                }
            }
        }
    }
    #[automatically_derived]
    impl __chanx::fmt::Debug for RoomConsumerOutgoing {
        fn fmt(&self, f: &mut __chanx::fmt::Formatter<'_>) -> __chanx::fmt::Result {
            __chanx::debug(self, f)
        }
    }
    #[automatically_derived]
    impl RoomConsumerOutgoing {
        /// Decodes a frame that the consumer sent.
        ///
        /// # Errors
        /// When the frame is none of these messages.
        pub fn decode(text: &str) -> __chanx::Result<Self, __chanx::Invalid> {
            __chanx::decode_sent(
                text,
                &[
                    (
                        __chanx::Probe::<SummaryPart>::SENDS,
                        |frame| __chanx::Probe::<
                            SummaryPart,
                        >::decode(frame, Self::SummaryPart),
                    ),
                    (
                        __chanx::Probe::<NotificationMessage>::SENDS,
                        |frame| __chanx::Probe::<
                            NotificationMessage,
                        >::decode(frame, Self::Notification),
                    ),
                    (
                        __chanx::Probe::<SaidMessage>::SENDS,
                        |frame| __chanx::Probe::<SaidMessage>::decode(frame, Self::Said),
                    ),
                    (
                        __chanx::Probe::<Announcement>::SENDS,
                        |frame| __chanx::Probe::<
                            Announcement,
                        >::decode(frame, Self::Announcement),
                    ),
                ],
            )
        }
    }
    #[automatically_derived]
    impl __chanx::Declares for RoomConsumer {
        type Outgoing = RoomConsumerOutgoing;
        fn decode_outgoing(
            text: &str,
        ) -> __chanx::Result<RoomConsumerOutgoing, __chanx::Invalid> {
            RoomConsumerOutgoing::decode(text)
        }
    }
};
