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
            schema: |generator| {
                use ::chanx::__private::runtime::generated::probe::Otherwise as __Otherwise;
                let _ = <::chanx::__private::runtime::generated::probe::Probe<
                    (),
                > as __Otherwise>::presence;
                ::chanx::__private::runtime::generated::event::object(
                    generator,
                    "Raised by jobs.",
                    false,
                    &[
                        ::chanx::__private::runtime::generated::event::Field {
                            name: ::core::option::Option::Some("text"),
                            description: "",
                            deprecated: false,
                            schema: ::chanx::__private::runtime::generated::probe::Probe::<
                                String,
                            >::schema,
                            read: ::chanx::__private::runtime::generated::event::Presence::Maybe,
                            written: ::chanx::__private::runtime::generated::event::Presence::Always,
                        },
                    ],
                )
            },
        };
    }
    #[automatically_derived]
    impl<C> ::chanx::__private::runtime::event::EventOf<C> for Notify
    where
        C: ::chanx::__private::runtime::event::HandlesEvent<Self>,
    {}
};
