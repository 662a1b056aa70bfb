/// Raised by jobs.
pub struct Notify {
    pub text: String,
}
const _: () = {
    #[derive(
        ::chanx::__private::serde::Serialize,
        ::chanx::__private::serde::Deserialize,
    )]
    #[serde(crate = "::chanx::__private::serde", remote = "Notify")]
    struct __Frame
    where
        for<'carried> String: ::chanx::__private::runtime::event::Carried,
    {
        #[serde(default)]
        text: String,
    }
    const _: () = <String as ::chanx::__private::runtime::event::Carriable>::CARRIED;
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
        for<'carried> String: ::chanx::__private::runtime::event::Carried,
    {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            value: &Notify,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Frame::serialize(value, serializer)
        }
        fn deserialize<'de, __D: ::chanx::__private::serde::Deserializer<'de>>(
            &self,
            deserializer: __D,
        ) -> ::core::result::Result<Notify, __D::Error> {
            __Frame::deserialize(deserializer)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::serde::Serialize for Notify {
        fn serialize<__S: ::chanx::__private::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .serialize(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> ::chanx::__private::serde::Deserialize<'de> for Notify {
        fn deserialize<__D: ::chanx::__private::serde::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            __Door(::chanx::__private::runtime::generated::message::Shut)
                .deserialize(deserializer)
        }
    }
    #[automatically_derived]
    impl ::chanx::__private::runtime::event::Event for Notify {
        const INFO: ::chanx::__private::runtime::table::EventInfo = ::chanx::__private::runtime::table::EventInfo {
            handler: "notify",
            name: "Notify",
            description: "Raised by jobs.",
            deprecated: false,
        };
    }
    #[automatically_derived]
    impl<C> ::chanx::__private::runtime::event::EventOf<C> for Notify
    where
        C: ::chanx::__private::runtime::event::HandlesEvent<Self>,
    {}
};
