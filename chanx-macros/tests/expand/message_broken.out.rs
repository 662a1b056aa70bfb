pub struct Failed<T> {
    pub payload: T,
}
const _: () = {
    #[automatically_derived]
    impl<T> ::chanx::__private::serde::Serialize for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            serializer.serialize_unit()
        }
    }
    #[automatically_derived]
    impl<'de, T> ::chanx::__private::serde::Deserialize<'de> for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn deserialize<__D: ::chanx::__private::serde::Deserializer<'de>>(
            _: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            ::core::result::Result::Err(
                <__D::Error as ::chanx::__private::serde::de::Error>::custom(""),
            )
        }
    }
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::message::Incoming for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        const ACCEPTS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = &[];
        fn decode(
            _: &str,
            _: &str,
        ) -> ::core::result::Result<Self, ::chanx::__private::runtime::decode::Invalid> {
            ::core::result::Result::Err(
                ::chanx::__private::runtime::decode::Invalid::kind(),
            )
        }
    }
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::message::Outgoing for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        const SENDS: &'static [&'static ::chanx::__private::runtime::table::MessageInfo] = &[];
        fn info(&self) -> &'static ::chanx::__private::runtime::table::MessageInfo {
            &::chanx::__private::runtime::generated::message::BROKEN
        }
    }
    #[automatically_derived]
    impl<T> ::chanx::__private::schemars::JsonSchema for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            ::std::borrow::Cow::Borrowed("")
        }
        fn json_schema(
            _: &mut ::chanx::__private::schemars::SchemaGenerator,
        ) -> ::chanx::__private::schemars::Schema {
            ::core::default::Default::default()
        }
    }
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::validate::Validate for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn validate(
            &self,
            _: &::chanx::__private::runtime::validate::At<'_>,
            _: &mut ::std::vec::Vec<::chanx::__private::runtime::validate::Fault>,
        ) {}
    }
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::message::Message for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        const INFO: ::chanx::__private::runtime::table::MessageInfo = ::chanx::__private::runtime::generated::message::BROKEN;
    }
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::message::GroupMessage for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {}
    #[automatically_derived]
    impl<T> ::chanx::__private::runtime::message::Includes<Self> for Failed<T>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {}
};
::core::compile_error! {
    "`#[message]` has no key `groups`; it takes `action`, `tag`, `group`, `summary`, `tags` and `crate`"
}
::core::compile_error! {
    "a type with parameters cannot be `#[message]`: name the types, or put them into a `#[payload]`"
}
::core::compile_error! {
    "the action `error` is reserved for a standard message: choose another"
}
