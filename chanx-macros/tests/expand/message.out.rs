/// Say something in the room.
#[derive(Debug, Clone)]
pub struct ChatMessage {
    /// What is said.
    pub payload: ChatPayload,
    pub mood: Option<String>,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[derive(__chanx::Serialize, __chanx::Deserialize, __chanx::JsonSchema)]
    #[serde(crate = "__chanx::serde", remote = "ChatMessage")]
    #[schemars(crate = "__chanx::schemars", rename = "ChatMessage")]
    /// Say something in the room.
    #[serde(deny_unknown_fields)]
    struct __Frame
    where
        for<'carried> ChatPayload: __chanx::Carried,
        for<'carried> Option<String>: __chanx::Carried,
    {
        #[serde(rename = "action", getter = "__chanx::Tag::of")]
        __tag: __chanx::Tag<ChatMessage>,
        /// What is said.
        payload: ChatPayload,
        #[garde(length(chars, min = 1, max = 20))]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mood: Option<String>,
    }
    #[automatically_derived]
    impl __chanx::From<__Frame> for ChatMessage
    where
        for<'carried> ChatPayload: __chanx::Carried,
        for<'carried> Option<String>: __chanx::Carried,
    {
        fn from(frame: __Frame) -> Self {
            Self {
                payload: frame.payload,
                mood: frame.mood,
            }
        }
    }
    const _: () = <ChatPayload as __chanx::Carriable>::CARRIED;
    const _: () = <Option<String> as __chanx::Carriable>::CARRIED;
    #[automatically_derived]
    impl __chanx::Framed for ChatMessage
    where
        for<'carried> ChatPayload: __chanx::Carried,
        for<'carried> Option<String>: __chanx::Carried,
    {
        const SCHEMA: __chanx::FrameSchema = __chanx::FrameSchema::of::<__Frame>();
        fn write<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __Frame::serialize(self, to)
        }
        fn read<'de, __D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __Frame::deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::Serialize for ChatMessage {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __chanx::door::<Self>().serialize(self, to)
        }
    }
    #[automatically_derived]
    impl<'de> __chanx::Deserialize<'de> for ChatMessage {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::door::<Self>().deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::JsonSchema for ChatMessage {
        fn schema_name() -> __chanx::Cow<'static, str> {
            __chanx::door::<Self>().schema_name()
        }
        fn schema_id() -> __chanx::Cow<'static, str> {
            __chanx::door::<Self>().schema_id()
        }
        fn json_schema(generator: &mut __chanx::SchemaGenerator) -> __chanx::Schema {
            __chanx::door::<Self>().json_schema(generator)
        }
        fn inline_schema() -> bool {
            __chanx::door::<Self>().inline_schema()
        }
    }
    #[automatically_derived]
    impl __chanx::Validate for ChatMessage {
        fn validate(&self, at: &__chanx::At<'_>, faults: &mut __chanx::Faults) {
            let Self { payload: field_payload, mood: field_mood, .. } = self;
            {
                let at = &at.key("payload");
                __chanx::Nested::new(field_payload).check(at, faults);
            }
            {
                let at = &at.key("mood");
                __chanx::rule::length_chars(
                    field_mood,
                    at,
                    faults,
                    ::core::option::Option::Some(1),
                    ::core::option::Option::Some(20),
                );
                __chanx::Nested::new(field_mood).check(at, faults);
            }
        }
    }
    #[automatically_derived]
    impl __chanx::Message for ChatMessage {
        const INFO: __chanx::MessageInfo = __chanx::MessageInfo {
            group: true,
            description: "Say something in the room.",
            summary: __chanx::Some("Chat"),
            tags: &["room"],
            ..__chanx::MessageInfo::new::<
                Self,
            >(
                "chat",
                "ChatMessage",
                || {
                    static SCHEMA: __chanx::LazySchema = __chanx::lazy_schema::<
                        ChatMessage,
                    >();
                    &SCHEMA
                },
            )
        };
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl __chanx::Incoming for ChatMessage {
        const ACCEPTS: __chanx::Messages = &[&<Self as __chanx::Message>::INFO];
        fn decode(
            frame: &__chanx::Frame<'_>,
        ) -> __chanx::Result<Self, __chanx::Invalid> {
            __chanx::decode(frame)
        }
    }
    #[automatically_derived]
    impl __chanx::Outgoing for ChatMessage {
        const SENDS: __chanx::Messages = &[&<Self as __chanx::Message>::INFO];
        fn info(&self) -> &'static __chanx::MessageInfo {
            &<Self as __chanx::Message>::INFO
        }
    }
    #[automatically_derived]
    impl __chanx::Includes<Self> for ChatMessage {}
    #[automatically_derived]
    impl __chanx::GroupMessage for ChatMessage {}
    #[automatically_derived]
    impl<C: __chanx::Sends<Self>> __chanx::SentBy<C> for ChatMessage {}
    #[automatically_derived]
    impl<C: __chanx::Consumer + __chanx::Sends<Self>> __chanx::IntoReply<C>
    for ChatMessage {
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
