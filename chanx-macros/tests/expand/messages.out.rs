pub enum AllMessages {
    Chat(ChatMessage),
    Leave(Leave),
}
const _: () = {
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl ::chanx::__private::runtime::message::Incoming for AllMessages {
        const ACCEPTS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = &[
            &<ChatMessage as ::chanx::__private::runtime::message::Message>::INFO,
            &<Leave as ::chanx::__private::runtime::message::Message>::INFO,
        ];
        fn decode(
            action: &str,
            text: &str,
        ) -> ::core::result::Result<Self, ::chanx::__private::runtime::decode::Invalid> {
            if action
                == <ChatMessage as ::chanx::__private::runtime::message::Message>::INFO
                    .action
            {
                return <ChatMessage as ::chanx::__private::runtime::message::Incoming>::decode(
                        action,
                        text,
                    )
                    .map(Self::Chat);
            }
            if action
                == <Leave as ::chanx::__private::runtime::message::Message>::INFO.action
            {
                return <Leave as ::chanx::__private::runtime::message::Incoming>::decode(
                        action,
                        text,
                    )
                    .map(Self::Leave);
            }
            ::core::result::Result::Err(
                ::chanx::__private::runtime::decode::Invalid::kind(),
            )
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::message::Outgoing for AllMessages {
        const SENDS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = &[
            &<ChatMessage as ::chanx::__private::runtime::message::Message>::INFO,
            &<Leave as ::chanx::__private::runtime::message::Message>::INFO,
        ];
        fn info(&self) -> &'static ::chanx::__private::runtime::table::MessageInfo {
            match self {
                Self::Chat(_) => {
                    &<ChatMessage as ::chanx::__private::runtime::message::Message>::INFO
                }
                Self::Leave(_) => {
                    &<Leave as ::chanx::__private::runtime::message::Message>::INFO
                }
            }
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::serde::Serialize for AllMessages {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            match self {
                Self::Chat(message) => {
                    <ChatMessage as ::chanx::__private::runtime::message::Message>::write_frame(
                        message,
                        serializer,
                    )
                }
                Self::Leave(message) => {
                    <Leave as ::chanx::__private::runtime::message::Message>::write_frame(
                        message,
                        serializer,
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<ChatMessage> for AllMessages {
        fn from(message: ChatMessage) -> Self {
            Self::Chat(message)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::message::Includes<ChatMessage> for AllMessages {}
    #[automatically_derived]
    impl ::core::convert::From<Leave> for AllMessages {
        fn from(message: Leave) -> Self {
            Self::Leave(message)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::message::Includes<Leave> for AllMessages {}
    const _: () = ::chanx::__private::runtime::check::unique_variants(
        "Leave",
        <Leave as ::chanx::__private::runtime::message::Incoming>::ACCEPTS,
        &[
            (
                "Chat",
                <ChatMessage as ::chanx::__private::runtime::message::Incoming>::ACCEPTS,
            ),
        ],
    );
    #[automatically_derived]
    impl<C> ::chanx::__private::runtime::consumer::SentBy<C> for AllMessages
    where
        C: ::chanx::__private::runtime::consumer::Sends<Self>,
    {}
    #[automatically_derived]
    impl<C> ::chanx::__private::runtime::consumer::IntoReply<C> for AllMessages
    where
        C: ::chanx::__private::runtime::consumer::Consumer
            + ::chanx::__private::runtime::consumer::Sends<Self>,
    {
        const REPLIES: ::chanx::__private::runtime::table::Replies = ::chanx::__private::runtime::table::Replies::OneOf(
            <Self as ::chanx::__private::runtime::message::Outgoing>::SENDS,
        );
        fn reply(
            self,
            cx: &::chanx::__private::runtime::consumer::Context<C>,
        ) -> impl ::core::future::Future<
            Output = ::chanx::__private::runtime::error::Result<()>,
        > + ::core::marker::Send {
            ::chanx::__private::runtime::generated::serving::reply(self, cx)
        }
    }
};
