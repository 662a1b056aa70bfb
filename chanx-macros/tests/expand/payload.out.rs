/// A person.
pub struct Person {
    pub first_name: String,
    pub topics: Vec<String>,
    pub friends: Vec<Person>,
    pub pin: Option<String>,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[derive(__chanx::Serialize, __chanx::Deserialize, __chanx::JsonSchema)]
    #[serde(crate = "__chanx::serde", remote = "Person")]
    #[schemars(crate = "__chanx::schemars", rename = "Person")]
    /// A person.
    #[serde(rename_all = "camelCase")]
    struct __Frame
    where
        for<'carried> String: __chanx::Carried,
        for<'carried> Vec<String>: __chanx::Carried,
        for<'carried> Vec<Person>: __chanx::Carried,
        for<'carried> Option<String>: __chanx::Carried,
    {
        #[garde(pattern("^[a-z]+$"), custom(known))]
        first_name: String,
        #[garde(inner(length(min = 1)), length(max = 3))]
        topics: Vec<String>,
        friends: Vec<Person>,
        #[schemars(extend("x-sensitive" = true))]
        pin: Option<String>,
    }
    const _: () = <String as __chanx::Carriable>::CARRIED;
    const _: () = <Vec<String> as __chanx::Carriable>::CARRIED;
    const _: () = <Vec<Person> as __chanx::Carriable>::CARRIED;
    const _: () = <Option<String> as __chanx::Carriable>::CARRIED;
    #[automatically_derived]
    impl __chanx::Framed for Person
    where
        for<'carried> String: __chanx::Carried,
        for<'carried> Vec<String>: __chanx::Carried,
        for<'carried> Vec<Person>: __chanx::Carried,
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
    impl __chanx::Serialize for Person {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __chanx::door::<Self>().serialize(self, to)
        }
    }
    #[automatically_derived]
    impl<'de> __chanx::Deserialize<'de> for Person {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::door::<Self>().deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::JsonSchema for Person {
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
    impl __chanx::Validate for Person {
        fn validate(&self, at: &__chanx::At<'_>, faults: &mut __chanx::Faults) {
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
                    static PATTERN: __chanx::Pattern = __chanx::Pattern::new(|| __chanx::rule::regex(
                        "^[a-z]+$",
                    ));
                    __chanx::rule::pattern(field_first_name, at, faults, &PATTERN);
                }
                __chanx::rule::custom((known)(field_first_name), at, faults);
                __chanx::Nested::new(field_first_name).check(at, faults);
            }
            {
                let at = &at.key("topics");
                __chanx::rule::length(
                    field_topics,
                    at,
                    faults,
                    ::core::option::Option::None,
                    ::core::option::Option::Some(3),
                );
                __chanx::rule::Inner::each(
                    field_topics,
                    at,
                    |item, at| {
                        __chanx::rule::length(
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
                __chanx::Nested::new(field_friends).check(at, faults);
            }
            {
                let at = &at.key("pin");
                __chanx::Nested::new(field_pin).check(at, faults);
            }
        }
    }
};
