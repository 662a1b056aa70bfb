pub enum AllMessages {
    Chat(ChatMessage),
    Leave(Leave),
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl __chanx::Incoming for AllMessages {
        const ACCEPTS: __chanx::Messages = &[
            &<ChatMessage as __chanx::Message>::INFO,
            &<Leave as __chanx::Message>::INFO,
        ];
        fn decode(
            frame: &__chanx::Frame<'_>,
        ) -> __chanx::Result<Self, __chanx::Invalid> {
            if frame.action == <ChatMessage as __chanx::Message>::INFO.action {
                return <ChatMessage as __chanx::Incoming>::decode(frame).map(Self::Chat);
            }
            if frame.action == <Leave as __chanx::Message>::INFO.action {
                return <Leave as __chanx::Incoming>::decode(frame).map(Self::Leave);
            }
            __chanx::Err(__chanx::Invalid::kind())
        }
    }
    #[automatically_derived]
    impl __chanx::Outgoing for AllMessages {
        const SENDS: __chanx::Messages = <Self as __chanx::Incoming>::ACCEPTS;
        fn info(&self) -> &'static __chanx::MessageInfo {
            match self {
                Self::Chat(_) => &<ChatMessage as __chanx::Message>::INFO,
                Self::Leave(_) => &<Leave as __chanx::Message>::INFO,
            }
        }
    }
    #[automatically_derived]
    impl __chanx::Serialize for AllMessages {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            match self {
                Self::Chat(message) => {
                    <ChatMessage as __chanx::Message>::write_frame(message, to)
                }
                Self::Leave(message) => {
                    <Leave as __chanx::Message>::write_frame(message, to)
                }
            }
        }
    }
    #[automatically_derived]
    impl __chanx::From<ChatMessage> for AllMessages {
        fn from(message: ChatMessage) -> Self {
            Self::Chat(message)
        }
    }
    #[automatically_derived]
    impl __chanx::Includes<ChatMessage> for AllMessages {}
    #[automatically_derived]
    impl __chanx::From<Leave> for AllMessages {
        fn from(message: Leave) -> Self {
            Self::Leave(message)
        }
    }
    #[automatically_derived]
    impl __chanx::Includes<Leave> for AllMessages {}
    const __MEMBERS: &[__chanx::Named] = &[
        ("Chat", <ChatMessage as __chanx::Incoming>::ACCEPTS),
        ("Leave", <Leave as __chanx::Incoming>::ACCEPTS),
    ];
    const _: () = __chanx::unique_variants(
        "Leave",
        <Leave as __chanx::Incoming>::ACCEPTS,
        __MEMBERS,
    );
    #[automatically_derived]
    impl<C: __chanx::Sends<Self>> __chanx::SentBy<C> for AllMessages {}
    #[automatically_derived]
    impl<C: __chanx::Consumer + __chanx::Sends<Self>> __chanx::IntoReply<C>
    for AllMessages {
        const REPLIES: __chanx::Replies = __chanx::Replies::OneOf(
            <Self as __chanx::Outgoing>::SENDS,
        );
        fn reply(
            self,
            cx: &__chanx::Context<C>,
        ) -> impl __chanx::Future<Output = __chanx::Replied> + __chanx::Send {
            __chanx::reply(self, cx)
        }
    }
};
