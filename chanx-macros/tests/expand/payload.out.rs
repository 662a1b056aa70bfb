/// A person.
pub struct Person {
    pub first_name: String,
    pub topics: Vec<String>,
    pub friends: Vec<Person>,
    pub pin: Option<String>,
}
const _: () = {
    #[derive(
        ::chanx::__private::serde::Serialize,
        ::chanx::__private::serde::Deserialize,
        ::chanx::__private::schemars::JsonSchema
    )]
    #[serde(crate = "::chanx::__private::serde", remote = "Person")]
    #[schemars(crate = "::chanx::__private::schemars", rename = "Person")]
    /// A person.
    #[serde(rename_all = "camelCase")]
    struct __Frame
    where
        for<'carried> String: ::chanx::__private::runtime::message::Carried,
        for<'carried> Vec<String>: ::chanx::__private::runtime::message::Carried,
        for<'carried> Vec<Person>: ::chanx::__private::runtime::message::Carried,
        for<'carried> Option<String>: ::chanx::__private::runtime::message::Carried,
    {
        #[garde(pattern("^[a-z]+$"), custom(known))]
        first_name: String,
        #[garde(inner(length(min = 1)), length(max = 3))]
        topics: Vec<String>,
        friends: Vec<Person>,
        #[schemars(extend("x-sensitive" = true))]
        pin: Option<String>,
    }
    const _: () = <String as ::chanx::__private::runtime::message::Carriable>::CARRIED;
    const _: () = <Vec<
        String,
    > as ::chanx::__private::runtime::message::Carriable>::CARRIED;
    const _: () = <Vec<
        Person,
    > as ::chanx::__private::runtime::message::Carriable>::CARRIED;
    const _: () = <Option<
        String,
    > as ::chanx::__private::runtime::message::Carriable>::CARRIED;
    struct __Door(::chanx::__private::runtime::generated::message::Shut);
    #[automatically_derived]
    impl ::core::ops::Deref for __Door {
        type Target = ::chanx::__private::runtime::generated::message::Shut;
        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }
    #[automatically_derived]
    impl __Door
    where
        for<'carried> String: ::chanx::__private::runtime::message::Carried,
        for<'carried> Vec<String>: ::chanx::__private::runtime::message::Carried,
        for<'carried> Vec<Person>: ::chanx::__private::runtime::message::Carried,
        for<'carried> Option<String>: ::chanx::__private::runtime::message::Carried,
    {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            value: &Person,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Frame::serialize(value, serializer)
        }
        fn deserialize<'de, __D: ::chanx::__private::serde::Deserializer<'de>>(
            &self,
            deserializer: __D,
        ) -> ::core::result::Result<Person, __D::Error> {
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
    impl ::chanx::__private::serde::Serialize for Person {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .serialize(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> ::chanx::__private::serde::Deserialize<'de> for Person {
        fn deserialize<__D: ::chanx::__private::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .deserialize(deserializer)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::schemars::JsonSchema for Person {
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
    impl ::chanx::__private::runtime::validate::Validate for Person {
        fn validate(
            &self,
            at: &::chanx::__private::runtime::validate::At<'_>,
            faults: &mut ::std::vec::Vec<::chanx::__private::runtime::validate::Fault>,
        ) {
            let Self {
                first_name: field_first_name,
                topics: field_topics,
                friends: field_friends,
                pin: field_pin,
                ..
            } = self;
            {
                let at = &at.key("firstName");
                {
                    static PATTERN: ::std::sync::LazyLock<
                        ::chanx::__private::runtime::__private::regex::Regex,
                    > = ::std::sync::LazyLock::new(|| ::chanx::__private::runtime::validate::rules::regex(
                        "^[a-z]+$",
                    ));
                    ::chanx::__private::runtime::validate::rules::pattern(
                        field_first_name,
                        at,
                        faults,
                        &PATTERN,
                    );
                }
                ::chanx::__private::runtime::validate::rules::custom(
                    (known)(field_first_name),
                    at,
                    faults,
                );
                ::chanx::__private::runtime::validate::Nested::new(field_first_name)
                    .check(at, faults);
            }
            {
                let at = &at.key("topics");
                ::chanx::__private::runtime::validate::rules::length(
                    field_topics,
                    at,
                    faults,
                    ::core::option::Option::None,
                    ::core::option::Option::Some(3),
                );
                ::chanx::__private::runtime::validate::rules::Inner::each(
                    field_topics,
                    at,
                    |item, at| {
                        ::chanx::__private::runtime::validate::rules::length(
                            item,
                            at,
                            faults,
                            ::core::option::Option::Some(1),
                            ::core::option::Option::None,
                        );
                    },
                );
            }
            {
                let at = &at.key("friends");
                ::chanx::__private::runtime::validate::Nested::new(field_friends)
                    .check(at, faults);
            }
            {
                let at = &at.key("pin");
                ::chanx::__private::runtime::validate::Nested::new(field_pin)
                    .check(at, faults);
            }
        }
    }
};
