/// Raised by jobs.
pub struct Notify {
    pub text: String,
}
const _: () = {
    use ::chanx::__private::names as __chanx;
    #[derive(__chanx::Serialize, __chanx::Deserialize)]
    #[serde(crate = "__chanx::serde", remote = "Notify")]
    struct __Frame
    where
        for<'carried> String: __chanx::CarriedByEvent,
    {
        #[serde(default)]
        text: String,
    }
    const _: () = <String as __chanx::CarriableByEvent>::CARRIED;
    #[automatically_derived]
    impl __chanx::Framed for Notify
    where
        for<'carried> String: __chanx::CarriedByEvent,
    {
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
    impl __chanx::Serialize for Notify {
        fn serialize<__S: __chanx::Serializer>(
            &self,
            to: __S,
        ) -> __chanx::Result<__S::Ok, __S::Error> {
            __chanx::door::<Self>().serialize(self, to)
        }
    }
    #[automatically_derived]
    impl<'de> __chanx::Deserialize<'de> for Notify {
        fn deserialize<__D: __chanx::Deserializer<'de>>(
            from: __D,
        ) -> __chanx::Result<Self, __D::Error> {
            __chanx::door::<Self>().deserialize(from)
        }
    }
    #[automatically_derived]
    impl __chanx::Event for Notify {
        const INFO: __chanx::EventInfo = __chanx::EventInfo {
            description: "Raised by jobs.",
            ..__chanx::EventInfo::new(
                "notify",
                "Notify",
                |generator| {
                    use __chanx::Otherwise as __Otherwise;
                    let _ = <__chanx::Probe<()> as __Otherwise>::presence;
                    __chanx::object(
                        generator,
                        "Raised by jobs.",
                        false,
                        &[
                            __chanx::Field::new(
                                __chanx::Some("text"),
                                __chanx::Probe::<String>::schema,
                                __chanx::Presence::Maybe,
                                __chanx::Presence::Always,
                            ),
                        ],
                    )
                },
            )
        };
    }
    #[automatically_derived]
    impl<C: __chanx::HandlesEvent<Self>> __chanx::EventOf<C> for Notify {}
};
