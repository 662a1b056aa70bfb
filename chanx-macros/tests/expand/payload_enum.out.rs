pub enum Contact {
    Direct(Person),
    Room { number: u8 },
    Nobody,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[derive(__chanx::Serialize, __chanx::Deserialize, __chanx::JsonSchema)]
    #[serde(crate = "__chanx::serde", remote = "Contact")]
    #[schemars(crate = "__chanx::schemars", rename = "Contact")]
    enum __Frame
    where
        for<'carried> Person: __chanx::Carried,
        for<'carried> u8: __chanx::Carried,
    {
        Direct(Person),
        Room { #[garde(range(min = 1))] number: u8 },
        Nobody,
    }
    const _: () = <Person as __chanx::Carriable>::CARRIED;
    const _: () = <u8 as __chanx::Carriable>::CARRIED;
    #[automatically_derived]
    impl __chanx::Framed for Contact
    where
        for<'carried> Person: __chanx::Carried,
        for<'carried> u8: __chanx::Carried,
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
    impl __chanx::Serialize for Contact {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __chanx::door::<Self>().serialize(self, to)
        }
    }
    #[automatically_derived]
    impl<'de> __chanx::Deserialize<'de> for Contact {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::door::<Self>().deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::JsonSchema for Contact {
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
    impl __chanx::Validate for Contact {
        fn validate(&self, at: &__chanx::At<'_>, faults: &mut __chanx::Faults) {
            match self {
                Self::Direct(field_0) => {
                    let at = &at.key("Direct");
                    {
                        __chanx::Nested::new(field_0).check(at, faults);
                    }
                }
                Self::Room { number: field_number, .. } => {
                    let at = &at.key("Room");
                    {
                        let at = &at.key("number");
                        __chanx::rule::range(
                            field_number,
                            at,
                            faults,
                            ::core::option::Option::Some(1),
                            ::core::option::Option::None,
                        );
                        __chanx::Nested::new(field_number).check(at, faults);
                    }
                }
                Self::Nobody { .. } => {}
            }
        }
    }
};
