pub struct Failed<T> {
    pub payload: T,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[automatically_derived]
    impl<T> __chanx::Serialize for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            to.serialize_unit()
        }
    }
    #[automatically_derived]
    impl<'de, T> __chanx::Deserialize<'de> for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            _: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::Err(<__D::Error as __chanx::ReadError>::custom(""))
        }
    }
    #[automatically_derived]
    impl<T> __chanx::Incoming for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        const ACCEPTS: __chanx::Messages = &[];
        fn decode(_: &__chanx::Frame<'_>) -> __chanx::Result<Self, __chanx::Invalid> {
            __chanx::Err(__chanx::Invalid::kind())
        }
    }
    #[automatically_derived]
    impl<T> __chanx::Outgoing for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        const SENDS: __chanx::Messages = &[];
        fn info(&self) -> &'static __chanx::MessageInfo {
            &__chanx::BROKEN
        }
    }
    #[automatically_derived]
    impl<T> __chanx::JsonSchema for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        fn schema_name() -> __chanx::Cow<'static, str> {
            __chanx::Cow::Borrowed("")
        }
        fn json_schema(_: &mut __chanx::SchemaGenerator) -> __chanx::Schema {
            __chanx::Default::default()
        }
    }
    #[automatically_derived]
    impl<T> __chanx::Validate for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        fn validate(&self, _: &__chanx::At<'_>, _: &mut __chanx::Faults) {}
    }
    #[automatically_derived]
    impl<T> __chanx::Message for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {
        const INFO: __chanx::MessageInfo = __chanx::BROKEN;
    }
    #[automatically_derived]
    impl<T> __chanx::GroupMessage for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
    {}
    #[automatically_derived]
    impl<T> __chanx::Includes<Self> for Failed<T>
    where
        Self: __chanx::Send + __chanx::Sync + 'static,
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
