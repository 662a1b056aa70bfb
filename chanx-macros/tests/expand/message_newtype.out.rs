pub struct Typing(pub Typist);
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[derive(__chanx::Serialize, __chanx::Deserialize, __chanx::JsonSchema)]
    #[serde(crate = "__chanx::serde", remote = "Typing")]
    #[schemars(crate = "__chanx::schemars", rename = "Typing")]
    struct __Frame
    where
        for<'carried> Typist: __chanx::Carried,
    {
        #[serde(rename = "kind", getter = "__chanx::Tag::of")]
        __tag: __chanx::Tag<Typing>,
        #[serde(rename = "payload", getter = "__payload")]
        payload: Typist,
    }
    fn __payload(message: &Typing) -> &Typist {
        &message.0
    }
    #[automatically_derived]
    impl __chanx::From<__Frame> for Typing
    where
        for<'carried> Typist: __chanx::Carried,
    {
        fn from(frame: __Frame) -> Self {
            Self(frame.payload)
        }
    }
    const _: () = <Typist as __chanx::Carriable>::CARRIED;
    #[automatically_derived]
    impl __chanx::Framed for Typing
    where
        for<'carried> Typist: __chanx::Carried,
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
    impl __chanx::Serialize for Typing {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __chanx::door::<Self>().serialize(self, to)
        }
    }
    #[automatically_derived]
    impl<'de> __chanx::Deserialize<'de> for Typing {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::door::<Self>().deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::JsonSchema for Typing {
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
    impl __chanx::Validate for Typing {
        fn validate(&self, at: &__chanx::At<'_>, faults: &mut __chanx::Faults) {
            let Self(field_0) = self;
            let at = &at.key("payload");
            {
                __chanx::Nested::new(field_0).check(at, faults);
            }
        }
    }
    #[automatically_derived]
    impl __chanx::Message for Typing {
        const INFO: __chanx::MessageInfo = __chanx::MessageInfo {
            tag: "kind",
            ..__chanx::MessageInfo::new::<
                Self,
            >(
                "typing",
                "Typing",
                || {
                    static SCHEMA: __chanx::LazySchema = __chanx::lazy_schema::<
                        Typing,
                    >();
                    &SCHEMA
                },
            )
        };
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl __chanx::Incoming for Typing {
        const ACCEPTS: __chanx::Messages = &[&<Self as __chanx::Message>::INFO];
        fn decode(
            frame: &__chanx::Frame<'_>,
        ) -> __chanx::Result<Self, __chanx::Invalid> {
            __chanx::decode(frame)
        }
    }
    #[automatically_derived]
    impl __chanx::Outgoing for Typing {
        const SENDS: __chanx::Messages = &[&<Self as __chanx::Message>::INFO];
        fn info(&self) -> &'static __chanx::MessageInfo {
            &<Self as __chanx::Message>::INFO
        }
    }
    #[automatically_derived]
    impl __chanx::Includes<Self> for Typing {}
    #[automatically_derived]
    impl<C: __chanx::Sends<Self>> __chanx::SentBy<C> for Typing {}
    #[automatically_derived]
    impl<C: __chanx::Consumer + __chanx::Sends<Self>> __chanx::IntoReply<C> for Typing {
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
