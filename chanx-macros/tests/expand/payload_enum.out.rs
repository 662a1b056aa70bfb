pub enum Contact {
    Direct(Person),
    Room { number: u8 },
    Nobody,
}
const _: () = {
    #[derive(
        ::chanx::__private::serde::Serialize,
        ::chanx::__private::serde::Deserialize,
        ::chanx::__private::schemars::JsonSchema
    )]
    #[serde(crate = "::chanx::__private::serde", remote = "Contact")]
    #[schemars(crate = "::chanx::__private::schemars", rename = "Contact")]
    enum __Frame
    where
        for<'carried> Person: ::chanx::__private::runtime::message::Carried,
        for<'carried> u8: ::chanx::__private::runtime::message::Carried,
    {
        Direct(Person),
        Room { #[garde(range(min = 1))] number: u8 },
        Nobody,
    }
    const _: () = <Person as ::chanx::__private::runtime::message::Carriable>::CARRIED;
    const _: () = <u8 as ::chanx::__private::runtime::message::Carriable>::CARRIED;
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
        for<'carried> Person: ::chanx::__private::runtime::message::Carried,
        for<'carried> u8: ::chanx::__private::runtime::message::Carried,
    {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            value: &Contact,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Frame::serialize(value, serializer)
        }
        fn deserialize<'de, __D: ::chanx::__private::serde::Deserializer<'de>>(
            &self,
            deserializer: __D,
        ) -> ::core::result::Result<Contact, __D::Error> {
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
    impl ::chanx::__private::serde::Serialize for Contact {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .serialize(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> ::chanx::__private::serde::Deserialize<'de> for Contact {
        fn deserialize<__D: ::chanx::__private::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .deserialize(deserializer)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::schemars::JsonSchema for Contact {
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
    impl ::chanx::__private::runtime::validate::Validate for Contact {
        fn validate(
            &self,
            at: &::chanx::__private::runtime::validate::At<'_>,
            faults: &mut ::std::vec::Vec<::chanx::__private::runtime::validate::Fault>,
        ) {
            match self {
                Self::Direct(field_0) => {
                    let at = &at.key("Direct");
                    {
                        ::chanx::__private::runtime::validate::Nested::new(field_0)
                            .check(at, faults);
                    }
                }
                Self::Room { number: field_number, .. } => {
                    let at = &at.key("Room");
                    {
                        let at = &at.key("number");
                        ::chanx::__private::runtime::validate::rules::range(
                            field_number,
                            at,
                            faults,
                            ::core::option::Option::Some(1),
                            ::core::option::Option::None,
                        );
                        ::chanx::__private::runtime::validate::Nested::new(field_number)
                            .check(at, faults);
                    }
                }
                Self::Nobody { .. } => {}
            }
        }
    }
};
