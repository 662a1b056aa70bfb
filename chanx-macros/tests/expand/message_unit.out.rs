#[deprecated]
pub struct Leave;
#[allow(deprecated)]
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[derive(__chanx::Serialize, __chanx::Deserialize, __chanx::JsonSchema)]
    #[serde(crate = "__chanx::serde", remote = "Leave")]
    #[schemars(crate = "__chanx::schemars", rename = "Leave")]
    #[deprecated]
    struct __Frame {
        #[serde(rename = "action", getter = "__chanx::Tag::of")]
        __tag: __chanx::Tag<Leave>,
        #[serde(rename = "payload", default, getter = "__chanx::nothing")]
        payload: (),
    }
    #[automatically_derived]
    impl __chanx::From<__Frame> for Leave {
        fn from(_: __Frame) -> Self {
            Self
        }
    }
    #[automatically_derived]
    impl __chanx::Framed for Leave {
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
    impl __chanx::Serialize for Leave {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __chanx::door::<Self>().serialize(self, to)
        }
    }
    #[automatically_derived]
    impl<'de> __chanx::Deserialize<'de> for Leave {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::door::<Self>().deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::JsonSchema for Leave {
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
    impl __chanx::Validate for Leave {
        fn validate(&self, _: &__chanx::At<'_>, _: &mut __chanx::Faults) {}
    }
    #[automatically_derived]
    impl __chanx::Message for Leave {
        const INFO: __chanx::MessageInfo = __chanx::MessageInfo {
            deprecated: true,
            ..__chanx::MessageInfo::new::<
                Self,
            >(
                "leave",
                "Leave",
                || {
                    static SCHEMA: __chanx::LazySchema = __chanx::lazy_schema::<Leave>();
                    &SCHEMA
                },
            )
        };
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl __chanx::Incoming for Leave {
        const ACCEPTS: __chanx::Messages = &[&<Self as __chanx::Message>::INFO];
        fn decode(
            frame: &__chanx::Frame<'_>,
        ) -> __chanx::Result<Self, __chanx::Invalid> {
            __chanx::decode(frame)
        }
    }
    #[automatically_derived]
    impl __chanx::Outgoing for Leave {
        const SENDS: __chanx::Messages = &[&<Self as __chanx::Message>::INFO];
        fn info(&self) -> &'static __chanx::MessageInfo {
            &<Self as __chanx::Message>::INFO
        }
    }
    #[automatically_derived]
    impl __chanx::Includes<Self> for Leave {}
    #[automatically_derived]
    impl<C: __chanx::Sends<Self>> __chanx::SentBy<C> for Leave {}
    #[automatically_derived]
    impl<C: __chanx::Consumer + __chanx::Sends<Self>> __chanx::IntoReply<C> for Leave {
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
