#[deprecated]
pub struct Leave;
#[allow(deprecated)]
const _: () = {
    #[derive(
        ::chanx::__private::serde::Serialize,
        ::chanx::__private::serde::Deserialize,
        ::chanx::__private::schemars::JsonSchema
    )]
    #[serde(crate = "::chanx::__private::serde", remote = "Leave")]
    #[schemars(crate = "::chanx::__private::schemars", rename = "Leave")]
    #[deprecated]
    struct __Frame {
        #[serde(
            rename = "action",
            getter = "::chanx::__private::runtime::generated::message::Tag::of"
        )]
        __tag: ::chanx::__private::runtime::generated::message::Tag<Leave>,
        #[serde(
            rename = "payload",
            default,
            getter = "::chanx::__private::runtime::generated::message::nothing"
        )]
        payload: (),
    }
    #[automatically_derived]
    impl ::core::convert::From<__Frame> for Leave {
        fn from(_: __Frame) -> Self {
            Self
        }
    }
    struct __Door(::chanx::__private::runtime::generated::message::Shut);
    #[automatically_derived]
    impl ::core::ops::Deref for __Door {
        type Target = ::chanx::__private::runtime::generated::message::Shut;
        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }
    #[automatically_derived]
    impl __Door {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            value: &Leave,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Frame::serialize(value, serializer)
        }
        fn deserialize<'de, __D: ::chanx::__private::serde::Deserializer<'de>>(
            &self,
            deserializer: __D,
        ) -> ::core::result::Result<Leave, __D::Error> {
            __Frame::deserialize(deserializer)
        }
        fn schema_name(&self) -> ::std::borrow::Cow<'static, str> {
            <__Frame as ::chanx::__private::schemars::JsonSchema>::schema_name()
        }
        fn schema_id(&self) -> ::std::borrow::Cow<'static, str> {
            <__Frame as ::chanx::__private::schemars::JsonSchema>::schema_id()
        }
        fn json_schema(
            &self,
            generator: &mut ::chanx::__private::schemars::SchemaGenerator,
        ) -> ::chanx::__private::schemars::Schema {
            <__Frame as ::chanx::__private::schemars::JsonSchema>::json_schema(generator)
        }
        fn inline_schema(&self) -> bool {
            <__Frame as ::chanx::__private::schemars::JsonSchema>::inline_schema()
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::serde::Serialize for Leave {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .serialize(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> ::chanx::__private::serde::Deserialize<'de> for Leave {
        fn deserialize<__D: ::chanx::__private::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .deserialize(deserializer)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::schemars::JsonSchema for Leave {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            __Door(::chanx::__private::runtime::generated::message::Shut).schema_name()
        }
        fn schema_id() -> ::std::borrow::Cow<'static, str> {
            __Door(::chanx::__private::runtime::generated::message::Shut).schema_id()
        }
        fn json_schema(
            generator: &mut ::chanx::__private::schemars::SchemaGenerator,
        ) -> ::chanx::__private::schemars::Schema {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .json_schema(generator)
        }
        fn inline_schema() -> bool {
            __Door(::chanx::__private::runtime::generated::message::Shut).inline_schema()
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::validate::Validate for Leave {
        fn validate(
            &self,
            _: &::chanx::__private::runtime::validate::At<'_>,
            _: &mut ::std::vec::Vec<::chanx::__private::runtime::validate::Fault>,
        ) {}
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::message::Message for Leave {
        const INFO: ::chanx::__private::runtime::table::MessageInfo = ::chanx::__private::runtime::table::MessageInfo {
            tag: "action",
            group: false,
            description: "",
            summary: ::core::option::Option::None,
            tags: &[],
            deprecated: true,
            ..::chanx::__private::runtime::table::MessageInfo::new::<
                Self,
            >(
                "leave",
                "Leave",
                || {
                    static SHAPE: ::std::sync::OnceLock<
                        ::chanx::__private::runtime::shape::Shape,
                    > = ::std::sync::OnceLock::new();
                    SHAPE
                        .get_or_init(
                            ::chanx::__private::runtime::shape::Shape::of::<Self>,
                        )
                },
            )
        };
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl ::chanx::__private::runtime::message::Incoming for Leave {
        const ACCEPTS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = &[
            &<Self as ::chanx::__private::runtime::message::Message>::INFO,
        ];
        fn decode(
            action: &str,
            text: &str,
        ) -> ::core::result::Result<Self, ::chanx::__private::runtime::decode::Invalid> {
            ::chanx::__private::runtime::decode::message(action, text)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::message::Outgoing for Leave {
        const SENDS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = &[
            &<Self as ::chanx::__private::runtime::message::Message>::INFO,
        ];
        fn info(&self) -> &'static ::chanx::__private::runtime::table::MessageInfo {
            &<Self as ::chanx::__private::runtime::message::Message>::INFO
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::message::Includes<Self> for Leave {}
    #[automatically_derived]
    impl<C> ::chanx::__private::runtime::consumer::SentBy<C> for Leave
    where
        C: ::chanx::__private::runtime::consumer::Sends<Self>,
    {}
    #[automatically_derived]
    impl<C> ::chanx::__private::runtime::consumer::IntoReply<C> for Leave
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
